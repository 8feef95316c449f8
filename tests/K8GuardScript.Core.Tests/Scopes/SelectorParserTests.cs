using K8GuardScript.Core.Scopes;

namespace K8GuardScript.Core.Tests.Scopes;

public sealed class SelectorParserTests
{
    [Theory]
    [InlineData("env in (prod, stage)", "env in (prod,stage)")]
    [InlineData("env in(stage,prod,prod)", "env in (prod,stage)")]
    [InlineData("tier notin (x)", "tier!=x")]
    [InlineData("team=ml", "team=ml")]
    [InlineData("team == ml", "team=ml")]
    [InlineData("a!=b", "a!=b")]
    [InlineData("!legacy", "!legacy")]
    [InlineData("! legacy", "!legacy")]
    [InlineData("canary", "canary")]
    [InlineData(" \t\r\ncanary\n", "canary")]
    [InlineData("size>3,size < 12", "size>3,size<12")]
    [InlineData("version=1", "version=1")]
    [InlineData("1", "1")]
    [InlineData("a=", "a=")]
    [InlineData("a=,b", "a=,b")]
    [InlineData("a in (,)", "a=")]
    [InlineData("a in (b,)", "a in (,b)")]
    [InlineData("in in (in, notin)", "in in (in,notin)")]
    [InlineData("notin=in", "notin=in")]
    [InlineData("!in", "!in")]
    [InlineData("example.com/Team_1.x = A-b_c.D", "example.com/Team_1.x=A-b_c.D")]
    public void What_kubectl_takes_is_read(string text, string selector)
    {
        var reading = SelectorParser.Parse(text);

        Assert.Empty(reading.Problems);
        Assert.Equal(selector, reading.Selector!.ToString());
    }

    [Theory]
    [InlineData("", "it is empty: name labels, as in `env in (prod, stage)`, or leave it out to take all")]
    [InlineData(" \n", "it is empty: name labels, as in `env in (prod, stage)`, or leave it out to take all")]
    [InlineData("env in prod", "`env in prod`: expected `(` after `in`, as in `env in (prod, stage)`")]
    [InlineData("env notin prod", "`env notin prod`: expected `(` after `notin`, as in `env notin (prod, stage)`")]
    [InlineData("env in ()", "`env in ()`: `in` needs at least one value, as in `env in (prod, stage)`")]
    [InlineData("env in (a b)", "`env in (a b)`: expected `,` or `)`, and found `b`")]
    [InlineData(
        "env in (prod",
        "`env in (prod`: `)` is missing, as in `env in (prod, stage)`; within `{ }` or `[ ]` of YAML the whole selector must be quoted")]
    [InlineData("env IN (prod)", "`env IN (prod)`: `IN` is no operator: write `=`, `!=`, `in (…)`, `notin (…)`, `>` or `<` after `env`")]
    [InlineData("env is prod", "`env is prod`: `is` is no operator: write `=`, `!=`, `in (…)`, `notin (…)`, `>` or `<` after `env`")]
    [InlineData("a=b c", "`a=b c`: expected `,` or the end after `a=b`, and found `c`")]
    [InlineData("a=b=c", "`a=b=c`: expected `,` or the end after `a=b`, and found `=`")]
    [InlineData("a=>b", "`a=>b`: expected `,` or the end after `a=`, and found `>`")]
    [InlineData("!a=b", "`!a=b`: expected `,` or the end after `!a`, and found `=`")]
    [InlineData("!!a", "`!!a`: expected a label's name after `!`, and found `!`")]
    [InlineData("!", "`!`: expected a label's name after `!`, and found nothing")]
    [InlineData("=a", "`=a`: expected a label's name, and found `=`")]
    [InlineData("a,", "expected a label's name after `,`, and found nothing")]
    [InlineData("(a)", "`(a)`: expected a label's name, and found `(`")]
    [InlineData("size>big", "`size>big`: expected a whole number after `>`, as in `size>3`")]
    [InlineData("size<", "`size<`: expected a whole number after `<`, as in `size<3`")]
    [InlineData("-a=b", "`-a=b`: `-a` is no label: a label's name has 1 to 63 letters, digits, `-`, `_` and `.`, with a letter or digit at either end")]
    [InlineData(
        "größe",
        "`größe`: `größe` is no label: a label's name has 1 to 63 letters, digits, `-`, `_` and `.`, with a letter or digit at either end")]
    [InlineData(
        "a=b/c",
        "`a=b/c`: `b/c` is no label's value: a label's value has at most 63 letters, digits, `-`, `_` and `.`, with a letter or "
        + "digit at either end")]
    [InlineData(
        "a=*",
        "`a=*`: `*` is no label's value: a label's value has at most 63 letters, digits, `-`, `_` and `.`, with a letter or "
        + "digit at either end")]
    [InlineData(
        "Example.com/a",
        "`Example.com/a`: `Example.com/a` is no label: what stands before `/` must be a domain of at most 253 lower-case "
        + "letters, digits, `-` and `.`, as in `example.com/team`")]
    [InlineData(
        "/a",
        "`/a`: `/a` is no label: what stands before `/` must be a domain of at most 253 lower-case letters, digits, `-` and "
        + "`.`, as in `example.com/team`")]
    public void What_it_does_not_take_is_told_with_what_to_write(string text, string problem)
    {
        var reading = SelectorParser.Parse(text);

        Assert.Null(reading.Selector);
        Assert.Equal([problem], reading.Problems);
    }

    [Fact]
    public void Every_requirement_that_is_wrong_is_told_at_once()
    {
        Assert.Equal(
            ["`env in prod`", "`!`", "`a is b`"],
            SelectorParser.Parse("env in prod, ok=1, tier in (x, y), !, a is b").Problems.Select(problem => problem.Split(": ")[0]));
    }

    [Fact]
    public void What_is_endless_is_refused_in_few_words()
    {
        Assert.Equal(["it has 1000000 characters: at most 10000 are read"], SelectorParser.Parse(new string('a', 1_000_000)).Problems);
        Assert.Equal(10, SelectorParser.Parse(string.Join(',', Enumerable.Repeat("=", 4000))).Problems.Count);
        Assert.All(SelectorParser.Parse(new string('(', 9_000) + "\u202e").Problems, problem => Assert.InRange(problem.Length, 1, 400));
    }

    [Fact]
    public void Names_have_63_characters_and_domains_253()
    {
        Assert.Empty(SelectorParser.Parse($"{new string('a', 63)}={new string('b', 63)}").Problems);
        Assert.Single(SelectorParser.Parse(new string('a', 64)).Problems);
        Assert.Single(SelectorParser.Parse($"a={new string('b', 64)}").Problems);
        Assert.Empty(SelectorParser.Parse($"{new string('d', 253)}/a").Problems);
        Assert.Single(SelectorParser.Parse($"{new string('d', 254)}/a").Problems);
    }
}
