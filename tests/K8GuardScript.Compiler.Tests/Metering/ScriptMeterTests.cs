using K8GuardScript.Compiler.Metering;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Compiler.Tests.Metering;

public sealed class ScriptMeterTests
{
    [Theory]
    [InlineData("class Fuel { public static void Tick() { } public static void Enter() { } }")]
    [InlineData("class K8GuardScript { public class Sdk { } }")]
    [InlineData("class global { }")]
    [InlineData("var Fuel = 1; var K8GuardScript = 2; var Sdk = 3; var global = 4;")]
    [InlineData("void Tick() { } void Enter() { }")]
    public void Names_of_the_script_hide_nothing(string declaration)
    {
        var policy = Ungated.Load(declaration + "\n" + Scripts.Head + "EachWorkload((w, found) => { var Fuel = 0; var global = Fuel; while (true) { } });");

        Assert.Contains(
            "look for a loop", Assert.Throws<RuleFaultException>(() => Scripts.Messages(policy, Scripts.Pod())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\nstring ReplaceMetered(string a, string b, string c) => a;", 3, 8)]
    [InlineData("\nvar x = 1; var LinearMetered = 2;", 3, 16)]
    [InlineData("\nvar \\u004cinearMetered = 2;", 3, 5)]
    [InlineData("\nvar a = new int[2, 3];", 3, 9)]
    [InlineData("\nvar l = new List<string> { \"\" }; int I() => 0; l[I()] += \"x\";", 3, 48)]
    [InlineData("\nvar l = new List<int>(); Action<Action<int>> each = l.ForEach;", 3, 55)]
    [InlineData("\nFunc<string, string, string> f = string.Concat;", 3, 41)]
    [InlineData("\nvar n = new[] { 1 } is [.. var rest] ? 1 : 0;", 3, 25)]
    public void What_can_not_be_metered_is_refused_where_it_stands(string statement, int line, int column)
    {
        var result = Ungated.Compile(Scripts.Head + statement);

        Assert.Null(result.Script);
        var problem = Assert.Single(result.Problems, problem => problem.IsError);
        Assert.Equal(("K8G250", line, column), (problem.Code, problem.Line, problem.Column));
        Assert.NotNull(problem.Hint);
    }

    [Fact]
    public void An_overload_that_nothing_stands_in_for_is_refused_in_its_line()
    {
        var problem = Assert.Single(Scripts.Compile(Scripts.Head + "\n  var i = new List<int>().IndexOf(1, 0, 0);").Problems);

        Assert.Equal(("K8G251", 3, true), (problem.Code, problem.Line, problem.IsError));
    }

    [Fact]
    public void No_emitted_script_names_what_is_replaced()
    {
        var script = Ungated.Compile(Scripts.Head + """
            var s = "a"; s += s; s = s + s + 1; s = $"{s}{s}"; s = s.Replace("a", "b"); s = string.Join(s, s, s); s = string.Concat(s, s);
            string t = new('a', 2); var r = new Regex("a"); r.IsMatch(s); Regex.IsMatch(s, "a");
            var l = new List<string>(); l.Contains(s); l.Sort(); l.Remove(s); var a = new[] { 1 }; Array.Sort(a); Array.IndexOf(a, 1);
            """).Script!;

        Assert.Empty(MeteredMembers.Replaced.Intersect(MemberReferences.Of(script.Pe)));
        Assert.Contains("K8GuardScript.Sdk.Metering.Metered.Concat", MemberReferences.Of(script.Pe));
    }

    [Fact]
    public void A_sum_of_thousands_of_texts_is_no_deep_recursion()
    {
        var policy = Ungated.Load(
            Scripts.Head + "EachWorkload((w, found) => { string k = w.Kind; found.Violation(w, k" + string.Concat(Enumerable.Repeat("+k", 1500)) + "); });");

        Assert.StartsWith("PodPodPod", Assert.Single(Scripts.Messages(policy, Scripts.Pod())), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("while (true) { }", "p.csx(2)", "look for a loop")]
    [InlineData("int F(int n) => F(n + 1) + 1; F(0);", "p.csx(2)", "calls itself too deep")]
    [InlineData("var l = new List<byte[]>(); while (true) l.Add(new byte[100000]);", "p.csx(2)", "too much memory")]
    [InlineData("while (true) EachWorkload((w, found) => { });", "p.csx(2)", "more than 200 rules")]
    [InlineData("for (var i = 0; ; i++) Setting(\"s\" + i, 1, \"\");", "p.csx(2)", "more than 200 settings")]
    public void A_body_is_metered_as_well(string body, string place, string words)
    {
        var script = Scripts.Compile(Scripts.Head + body).Script!;
        using var loaded = Sdk.Loading.ScriptAssembly.Load(script);

        var refused = Assert.Throws<PolicyLoadException>(
            () => PolicyScriptRunner.Run(loaded.EntryPoint, new Dictionary<string, SettingInput>()));

        var problem = Assert.Single(refused.Problems);
        Assert.Equal(place, problem.Place);
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Problems_without_end_are_cut()
    {
        var script = Scripts.Compile("while (true) Policy(\"p\", Severity.Low, \"t\");").Script!;
        using var loaded = Sdk.Loading.ScriptAssembly.Load(script);

        var refused = Assert.Throws<PolicyLoadException>(
            () => PolicyScriptRunner.Run(loaded.EntryPoint, new Dictionary<string, SettingInput>()));

        Assert.InRange(refused.Problems.Count, 2, 51);
    }
}
