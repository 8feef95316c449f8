using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using K8GuardScript.Sdk.Loading;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Compiler.Tests;

public sealed class ScriptAssemblyTests
{
    private const string Faulty = Scripts.Head + """
        EachWorkload((w, found) =>
        {
            found.Violation(w["spec"], $"kind {w.Kind}");
            if (w.Metadata.Labels.Has("boom"))
                throw new InvalidOperationException("no\nway");
        });
        """;

    [Fact]
    public void What_is_kept_of_a_script_does_not_keep_it_loaded()
    {
        var (script, judgement, fault) = LoadJudgeAndDispose();

        for (var i = 0; script.IsAlive && i < 20; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(script.IsAlive);
        Assert.Equal("kind Pod", Assert.Single(judgement.Findings).Message);
        Assert.Equal(6, fault.Line);
    }

    [Fact]
    public void Disposing_unloads()
    {
        var loaded = ScriptAssembly.Load(Scripts.Compile(Faulty).Script!);
        var unloading = false;
        AssemblyLoadContext.GetLoadContext(loaded.EntryPoint.Method.Module.Assembly)!.Unloading += _ => unloading = true;

        loaded.Dispose();

        Assert.True(unloading);
    }

    [Fact]
    public void A_fault_names_the_line_and_holds_only_texts()
    {
        var policy = Scripts.Load(Faulty);

        var fault = Assert.Throws<RuleFaultException>(() => policy.Rules[0].Judge(Boom(), new NoImages()));

        Assert.Equal(("InvalidOperationException", "no way", 6), (fault.TypeName, fault.Detail, fault.Line));
        Assert.Equal("the rule failed in line 6: no way", fault.Message);
        Assert.Null(fault.InnerException);
    }

    [Fact]
    public void A_body_that_throws_is_a_load_problem_with_its_line()
    {
        var script = Scripts.Compile(Scripts.Head + "\nvar x = int.Parse(\"no\");").Script!;
        using var loaded = ScriptAssembly.Load(script);

        var refused = Assert.Throws<PolicyLoadException>(
            () => PolicyScriptRunner.Run(loaded.EntryPoint, new Dictionary<string, SettingInput>()));

        var problem = Assert.Single(refused.Problems);
        Assert.Equal("p.csx(3)", problem.Place);
        Assert.StartsWith("the script's body failed: it reads a text as a number or a time that it is not", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("for (;;)\n{\n}")]
    public void A_body_without_an_end_is_a_load_problem_with_its_line(string loop)
    {
        var script = Scripts.Compile(Scripts.Head + "\n" + loop).Script!;
        using var loaded = ScriptAssembly.Load(script);

        var refused = Assert.Throws<PolicyLoadException>(
            () => PolicyScriptRunner.Run(loaded.EntryPoint, new Dictionary<string, SettingInput>()));

        var problem = Assert.Single(refused.Problems);
        Assert.StartsWith("p.csx(", problem.Place, StringComparison.Ordinal);
        Assert.NotEqual("p.csx(1)", problem.Place);
        Assert.StartsWith("the script's body ran for too long: more than", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("object", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("string s = w.Metadata.GenerateName;\nif (s.Length == 3) return;", "it used a text that is absent (null): ask `.Exists` first")]
    [InlineData("string s = w.Metadata.GenerateName;\nif (\"a\".Contains(s)) return;", "it used a text that is absent (null): ask `.Exists` first")]
    [InlineData("var a = new[] { 1 };\nif (a[w.Kind.Length] == 3) return;", "reaches outside of a list or text")]
    [InlineData("var a = new List<int> { 1 };\nif (a[w.Kind.Length] == 3) return;", "reaches outside of a list or text")]
    [InlineData("var a = \"a\".Substring(w.Kind.Length);", "reaches outside of a list or text")]
    [InlineData("var a = new Dictionary<string, int>();\nif (a[\"x\"] == 3) return;", "`TryGetValue(")]
    [InlineData("var zero = w.Kind.Length - w.Kind.Length;\nif (5 / zero == 3) return;", "divides by zero")]
    [InlineData("var n = int.Parse(w.Kind.ToString());", "`TryParse` tells")]
    [InlineData("throw new FormatException(\"my own words\");", "my own words")]
    [InlineData("if (c() == 3) return; int c() => throw new ArgumentOutOfRangeException(\"my own words\");", "my own words")]
    [InlineData("if (Quantity.Of(\"x\") == null) return;", "`x` is no quantity")]
    public void What_the_runtime_throws_is_told_in_plain_words(string harm, string words)
    {
        var policy = Scripts.Load(Scripts.Head + "EachWorkload((w, found) =>\n{\n" + harm + "\nfound.Violation(w, \"x\");\n});\n");

        var fault = Assert.Throws<RuleFaultException>(() => Scripts.Messages(policy, Scripts.Pod()));

        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Object reference", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_problem_that_the_body_causes_names_its_line()
    {
        var script = Scripts.Compile(Scripts.Head + """

            Setting("a", 1, "");
            Setting("a", 1, "");
            EachNamespace((n, f) => { });
            """).Script!;
        using var loaded = ScriptAssembly.Load(script);

        var refused = Assert.Throws<PolicyLoadException>(
            () => PolicyScriptRunner.Run(loaded.EntryPoint, new Dictionary<string, SettingInput>()));

        Assert.Equal("p.csx(4): the setting `a` is asked for twice", Assert.Single(refused.Problems).ToString());
    }

    [Fact]
    public void Bytes_that_are_no_assembly_are_refused()
    {
        Assert.Throws<BadImageFormatException>(() => ScriptAssembly.Load(new CompiledScript("p", [1, 2, 3], "Script", "<Factory>")));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Script, Judgement Judgement, RuleFaultException Fault) LoadJudgeAndDispose()
    {
        using var loaded = ScriptAssembly.Load(Scripts.Compile(Faulty).Script!);
        var policy = PolicyScriptRunner.Run(loaded.EntryPoint, new Dictionary<string, SettingInput>());
        var judgement = policy.Judge(Scripts.Pod(), new NoImages());
        var fault = Assert.Throws<RuleFaultException>(() => policy.Judge(Boom(), new NoImages()));
        return (new WeakReference(loaded.EntryPoint.Method.Module.Assembly), judgement, fault);
    }

    private static Sdk.Objects.KubeObject Boom() => Sdk.Objects.KubeObject.Parse(
        """{"apiVersion":"v1","kind":"Pod","metadata":{"labels":{"boom":""}}}"""u8, "", "");

    private sealed class NoImages : IClusterLookup
    {
        public long? ImageSize(string image) => null;
    }
}
