using System.Text;
using K8GuardScript.Core.Settings;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Tests.Settings;

public sealed class YamlTreeTests
{
    [Theory]
    [InlineData("")]
    [InlineData("# only a comment\n")]
    [InlineData("---\n...\n")]
    [InlineData("~")]
    public void An_empty_file_is_no_problem_and_has_no_value(string text)
    {
        var (tree, problems) = Read(text);

        Assert.Empty(problems);
        Assert.True(tree is null or { Scalar: null, Items: null, Map: null });
    }

    [Theory]
    [InlineData("a: [1, 2\n", 2)]
    [InlineData("a: b: c\n", 1)]
    [InlineData("x:\n  a: 1\n\tb: 2\n", 2)]
    [InlineData("a: *nowhere\n", 1)]
    [InlineData("x: y\na: \"no end\n", 2)]
    public void What_is_no_yaml_is_told_with_its_line(string text, int line)
    {
        var (tree, problems) = Read(text);

        var problem = Assert.Single(problems);
        Assert.Null(tree);
        Assert.StartsWith($"f.yaml({line},", problem.Place, StringComparison.Ordinal);
        Assert.StartsWith("this is no valid YAML: ", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem.Message);
    }

    [Theory]
    [InlineData("p:\n  namespaces: [!kube-*]\n  kinds: [Pod]\n", "2,16", "!kube-*")]
    [InlineData("p:\n  namespaces: [!prod]\n\n  # more\n  kinds: [Pod]\n", "2,16", "!prod")]
    [InlineData("p:\n  kinds: [!Pod]\n", "2,11", "!Pod")]
    [InlineData("p:\n  names: [*]\n", "2,11", "*")]
    [InlineData("p:\n  names: [\"it's\", 'a', *-debug]\n", "2,24", "*-debug")]
    [InlineData("p:\r\n  names: [*-debug]\r\n", "2,11", "*-debug")]
    [InlineData("p: { names: [x, *], kinds: [a] }\n", "1,17", "*")]
    [InlineData("p:\n  names:\n  - *\n", "3,5", "*")]
    [InlineData("p:\n  names: [*debug]\n", "2,11", "*debug")]
    [InlineData("a: &all [x]\np: { names: *all, kinds: [*] }\n", "2,27", "*")]
    public void A_pattern_without_quotes_is_told_where_it_stands(string text, string place, string pattern)
    {
        var (tree, problems) = Read(text);

        Assert.Null(tree);
        var problem = Assert.Single(problems);
        Assert.Equal($"f.yaml({place})", problem.Place);
        Assert.EndsWith($": quote it, as in `\"{pattern}\"`", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_stands_in_quotes_or_comments_or_is_meant_is_not_blamed_for_what_is_no_yaml()
    {
        var (_, problems) = Read("a: &a [\"!x\", '*'] # [!y, *z]\nb: *a\nc: !!str x\nd: [1, 2\n");

        Assert.DoesNotContain("quote", Assert.Single(problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_that_stand_twice_are_all_told()
    {
        var (_, problems) = Read("a: 1\nb:\n  c: 1\n  c: 2\na: 2\n");

        Assert.Equal(
            ["f.yaml(4,3): key `c` stands here for the second time", "f.yaml(5,1): key `a` stands here for the second time"],
            problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void A_second_document_is_told_at_its_start()
    {
        var (_, problems) = Read("a: 1\n---\nb: 2\n");

        Assert.Equal("f.yaml(3,1): a second document starts here: a settings file holds one", Assert.Single(problems).ToString());
    }

    [Fact]
    public void A_key_that_is_a_list_is_told()
    {
        var (_, problems) = Read("? [a, b]\n: 1\nc: 2\n");

        Assert.Equal("f.yaml(1,3): a key must be plain text", Assert.Single(problems).ToString());
    }

    [Fact]
    public void Text_knows_whether_it_was_quoted()
    {
        var (tree, _) = Read("a: true\nb: 'true'\nc: ''\nd:\ne: ~\nf: |\n  null\n");

        Assert.Equal(("true", false), (tree!.Map!["a"].Scalar, tree.Map["a"].Quoted));
        Assert.Equal(("true", true), (tree.Map["b"].Scalar, tree.Map["b"].Quoted));
        Assert.Equal("", tree.Map["c"].Scalar);
        Assert.Null(tree.Map["d"].Scalar);
        Assert.Null(tree.Map["e"].Scalar);
        Assert.Equal("null\n", tree.Map["f"].Scalar);
    }

    [Fact]
    public void Every_value_knows_where_it_stands()
    {
        var (tree, _) = Read("a: x\nb:\n  - y\n");

        Assert.Equal("f.yaml(1,4)", tree!.Map!["a"].Place);
        Assert.Equal("f.yaml(3,5)", tree.Map["b"].Items![0].Place);
    }

    [Fact]
    public void A_block_below_a_key_stands_where_the_key_stands()
    {
        var (tree, _) = Read("a:\n  b: 1\nc:\n  - 1\n");

        Assert.Equal("f.yaml(1,1)", tree!.Map!["a"].Place);
        Assert.Equal("f.yaml(3,1)", tree.Map["c"].Place);
    }

    [Fact]
    public void An_alias_repeats_what_was_anchored()
    {
        var (tree, problems) = Read("a: &pace { every: 1h }\nb: *pace\n");

        Assert.Empty(problems);
        Assert.Equal("1h", tree!.Map!["b"].Map!["every"].Scalar);
    }

    [Theory]
    [InlineData("a: &loop [*loop]\n")]
    [InlineData("a: &loop { b: *loop, c: *loop }\n")]
    public void An_alias_inside_of_what_it_names_is_told(string text)
    {
        var (_, problems) = Read(text);

        Assert.NotEmpty(problems);
    }

    [Fact]
    public void A_bomb_of_aliases_is_refused_before_it_is_large()
    {
        var text = new StringBuilder("l0: &l0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 30; i++)
            text.Append($"l{i}: &l{i} [{string.Join(", ", Enumerable.Repeat($"*l{i - 1}", 10))}]\n");

        var (tree, problems) = Read(text.ToString());

        Assert.Null(tree);
        Assert.Contains("holds more than", Assert.Single(problems).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{a: ", "}")]
    public void A_hundred_thousand_levels_are_refused(string open, string close)
    {
        var text = new StringBuilder().Insert(0, open, 100_000).Insert(open.Length * 100_000, close, 100_000).ToString();

        var (tree, problems) = Read(text);

        Assert.Null(tree);
        Assert.Equal("nested more than 64 levels deep", Assert.Single(problems).Message);
    }

    [Fact]
    public void Aliases_that_nest_step_by_step_are_refused_as_well()
    {
        var text = new StringBuilder("l0: &l0 [x]\n");
        for (var i = 1; i < 100; i++) text.Append($"l{i}: &l{i} [*l{i - 1}]\n");

        var (tree, problems) = Read(text.ToString());

        Assert.Null(tree);
        Assert.Equal("nested more than 64 levels deep", Assert.Single(problems).Message);
    }

    private static (SettingInput? Tree, List<SettingsProblem> Problems) Read(string text)
    {
        var problems = new List<SettingsProblem>();
        return (YamlTree.Parse(text, "f.yaml", problems), problems);
    }
}
