namespace K8GuardScript.Compiler.Tests.Diagnostics;

/// <summary>Mistakes that people make in their first policies: the message says where, what is wrong, and what to write instead.</summary>
public sealed class NewcomerMistakesTests
{
    public static TheoryData<string, string, int, int, string> Mistakes => new()
    {
        { "a misspelt field", Container("if (c.Imge == \"x\") return;"), 4, 11, "no `Imge`|did you mean `Image`?" },
        { "a field in the API's spelling", Container("if (c.image == \"x\") return;"), 4, 11, "no `image`|did you mean `Image`?" },
        { "a field that no view has", Container("if (c.Gpu == \"x\") return;"), 4, 11, "no `Gpu`|`Image`, `ImagePullPolicy`" },
        { "a misspelt kind", Each("Deploymnt", "return;"), 2, 6, "no kind `Deploymnt`|did you mean `Deployment`?" },
        { "a kind in lower case", Each("deployment", "return;"), 2, 6, "did you mean `Deployment`?" },
        { "a custom kind as a type", Each("Application", "return;"), 2, 6, "no kind `Application`|`Each(\"group/v1\", \"Application\"" },
        { "a part as a kind", Each("Container", "return;"), 2, 1, "`Container` is no kind|`EachContainer`" },
        { "a kind that is left out", Head + "Each((d, found) => { });", 2, 1, "not told which kind|`Each<Deployment>(" },
        { "a setting of an odd type", Head + "var a = Setting(\"a\", new[] { 1, 2 }, \"x\");", 2, 22, "a setting can't be|`new[] { \"texts\" }`" },
        { "a setting without a description", Head + "var a = Setting(\"a\", 5);", 2, 9, "`Setting` takes|a description" },
        {
            "a setting compared with what it is not",
            Head + "var max = Setting(\"max\", 5, \"x\");\nEachContainer((c, found) => { if (c.Image == max) return; });",
            3, 35, "does not fit a text and a whole number|`max.ToString()`"
        },
        { "a policy without a title", "Policy(\"p\", Severity.High);", 1, 1, "an id, a severity and a title|`Policy(\"id\", Severity.Medium" },
        { "a severity as a text", "Policy(\"p\", \"High\", \"t\");", 1, 13, "a severity|Severity.Medium" },
        { "a severity on its own", "Policy(\"p\", High, \"t\");", 1, 13, "`High`|write `Severity.High`" },
        { "a severity that is none", "Policy(\"p\", Severity.Hihg, \"t\");", 1, 22, "no `Hihg`|did you mean `High`?" },
        { "a forgotten semicolon", Head + "var a = Setting(\"a\", 1, \"x\")\nEachContainer((c, found) => { });", 2, 29, "`;` is missing|behind `)`" },
        {
            "a forgotten brace",
            Head + "EachContainer((c, found) =>\n{\n    if (c.Stdin == true) {\n        return;\n});",
            6, 2, "`}` is missing|`{` of line 4 is still open"
        },
        { "a forgotten parenthesis", Head + "EachContainer((c, found) =>\n{\n    return;\n};", 5, 2, "`)` is missing|`(` of line 2" },
        { "a forgotten quote", Container("if (c.Image == \"nginx) return;"), 4, 20, "no closing quote|close it with `\"`" },
        { "single quotes around a text", Container("if (c.Image == 'nginx') return;"), 4, 20, "one character|double quotes" },
        { "single quotes around a letter", Container("if (c.Image == 'a') return;"), 4, 9, "a text stands between double quotes: `\"a\"`" },
        { "quotes of a word processor", "Policy(“p”, Severity.Low, \"t\");", 1, 8, "`“` is no quote|`\"`" },
        { "one = for two", Container("if (c.Image = \"nginx\") return;"), 4, 9, "does not compare|`c.Image == \"nginx\"`" },
        { "changing what is judged", Each("Deployment", "d.Spec.Paused = true;"), 4, 5, "can't be changed|found.Violation" },
        { "a number that may be absent", Each("Deployment", "int n = d.Spec.Replicas;"), 4, 13, "may be absent|`d.Spec.Replicas ?? 1`" },
        { "a switch that may be absent", Container("if (c.SecurityContext.Privileged) return;"), 4, 9, "may be absent|`c.SecurityContext.Privileged == true`" },
        { "a switch turned round", Container("if (!c.SecurityContext.Privileged) return;"), 4, 9, "`c.SecurityContext.Privileged != true`" },
        { "?. on a view", Container("if (c.SecurityContext?.Privileged == true) return;"), 4, 26, "`?.` does not fit|`c.SecurityContext.Privileged`" },
        { "is null on a view", Container("if (c.SecurityContext is null) return;"), 4, 30, "never null|`c.SecurityContext == null`" },
        { "is not null on a view", Container("if (c.SecurityContext is not null) return;"), 4, 34, "never null|`c.SecurityContext.Exists`" },
        { "is not { } on a view", Container("if (c.SecurityContext is not { }) return;"), 4, 9, "never null|`c.SecurityContext != null`" },
        { "?? on a view", Container("var s = c.SecurityContext ?? c.SecurityContext;"), 4, 13, "`??` does not fit|.Exists" },
        { "a text as a condition", Container("if (c.Image) return;"), 4, 9, "no condition|`c.Image.Exists`" },
        { "a view as a condition", Container("if (c.SecurityContext) return;"), 4, 9, "no condition|`c.SecurityContext.Exists`" },
        { "going over what is no list", Container("foreach (var x in c.Resources) { }"), 4, 23, "`c.Resources`|no list" },
        { "a value that is called", Container("if (c.Image() == \"x\") return;"), 4, 11, "can't be called|without parentheses" },
        { "a method that is not called", Container("if (c.Image.StartsWith) return;"), 4, 17, "called with parentheses|`c.Image.StartsWith(...)`" },
        { "Count of a value", Container("if (c.Ports.Count(80) > 3) return;"), 4, 9, "`Count` does not take this|`c.Ports.Count(item => ...)`" },
        { "Length of a list", Container("if (c.Ports.Length > 3) return;"), 4, 17, "no `Length`|`c.Ports.Count`" },
        { "System.Linq", "using System.Linq;\n" + Head, 1, 14, "no `System.Linq`|are there without it" },
        { "the network", "using System.Net.Http;\n" + Head, 1, 18, "no `Http` here|only judges" },
        { "printing", Container("Console.WriteLine(\"x\");"), 4, 5, "`Console`|prints nothing" },
        { "a package", "#r \"nuget: Newtonsoft.Json\"\n" + Head, 1, 1, "`#r` is refused|only judges" },
        { "a finding without a place", Container("found.Violation(\"image is bad\");"), 4, 11, "a place and a message|first where" },
        {
            "a value as the place", Container("found.Violation(c.Image, \"bad\");"), 4, 11,
            "a place and a message|`found.Violation(c[\"image\"], \"message\")`"
        },
        { "place and message exchanged", Container("found.Violation(\"bad\", c.Image);"), 4, 11, "a place and a message|c[\"image\"]" },
        { "a misspelt method", Container("found.Violate(c, \"x\");"), 4, 11, "no `Violate`|`Violation`" },
        { "a rule that takes too little", Head + "EachContainer(c => { });", 2, 17, "takes two things|`EachContainer((c, found) => ...)`" },
        { "a rule that takes too much", Head + "EachContainer((c, found, x) => { });", 2, 29, "takes two things|`EachContainer((c, found) => ...)`" },
        { "a rule that returns something", Container("return \"too large\";"), 4, 5, "returns nothing|found.Violation" },
        { "Split of a text", Container("var p = c.Image.Split('/');"), 4, 13, "no `Split`|`c.Image.ToString().Split(...)`" },
        { "Substring of a text", Container("var p = c.Image.Substring(1);"), 4, 21, "no `Substring`|`c.Image.ToString().Substring(...)`" },
        { "Value of a text", Container("string p = c.Image.Value;"), 4, 24, "no `Value`|`c.Image.ToString()`" },
        { "ordering texts", Container("if (c.Image > \"a\") return;"), 4, 9, "`>` does not fit|`StartsWith`" },
        { "is with a text", Container("if (c.Name is \"app\") return;"), 4, 19, "can't be matched|`c.Name == \"app\"`" },
        { "a switch over a text", Container("var n = c.Name switch { \"app\" => 1, _ => 2 };"), 4, 29, "can't be matched|`c.Name.ToString()`" },
        { "a number in quotes", Container("if (c.SecurityContext.RunAsUser == \"0\") return;"), 4, 9, "does not fit|without quotes: `0`" },
        { "a text without quotes", Container("if (c.Image == 5) return;"), 4, 9, "does not fit|`c.Image == \"5\"`" },
        { "an entry point in lower case", Head + "eachContainer((c, found) => { });", 2, 1, "`eachContainer`|did you mean `EachContainer`?" },
        { "a finding outside of a rule", Head + "found.Violation(1, \"x\");", 2, 1, "`found` does not exist|`EachContainer((c, found) =>" },
        { "a misspelt variable", Head + "var allowed = 1;\nvar x = allowd;", 3, 9, "`allowd`|did you mean `allowed`?" },
        { "and", Container("if (c.Image == \"a\" and c.Name == \"b\") return;"), 4, 24, "does not join|`&&`" },
        { "elif", Container("if (c.Stdin == true) return; elif (c.Tty == true) return;"), 4, 55, "`elif`|`else if`" },
        { "let", Head + "let x = 5;", 2, 1, "no word of C#|`var`" },
        {
            "a misspelt field of the README",
            Container("if (c.Imgae.EndsWith(\":latest\")) found.Violation(c[\"image\"], \"x\");"), 4, 11, "no `Imgae`|did you mean `Image`?"
        },
        { "a misspelt severity as an argument", "Policy(\"p\", Severity.Critcal, \"t\").Escalate(every: Days(1));", 1, 22, "no `Critcal`|`Critical`" },
        { "a look-up by another name", Each("Deployment", "var p = Cluster.Get<Pod>(\"a\", \"b\");"), 4, 21, "no `Get`|`Find`" },
        { "a look-up that lacks something", Each("Deployment", "foreach (var p in Cluster.List(\"X\")) { }"), 4, 31, "`List`|`Cluster.List<Deployment>()`" },
        { "a broken text with a box in it", Each("Deployment", "object o = (1;"), 4, 18, "`)` is missing" },
        {
            "a label as the place",
            Head + "EachNamespace((ns, found) => found.Violation(ns.Metadata.Labels[\"team\"], \"x\"));", 2, 36, "`ns.Metadata.Labels.At(\"team\")`"
        },
        {
            "labels of the object itself",
            Head + "EachNamespace((ns, found) => { if (ns.Labels.Has(\"a\")) return; });", 2, 39, "no `Labels`|`ns.Metadata.Labels`"
        },
        {
            "containers of a workload",
            Each("Deployment", "foreach (var c in d.Spec.Containers) { }"), 4, 30, "no `Containers`|`d.Spec.Template.Spec.Containers`"
        },
        { "metadata of a container", Container("var n = c.Metadata.Name;"), 4, 15, "no `Metadata`|`c.Owner.Metadata`" },
        { "labels of a spec", Each("Deployment", "var n = d.Spec.Labels;"), 4, 20, "no `Labels`|`d.Spec.Template.Metadata.Labels`" },
        { "a field that is further outside", Each("Deployment", "var n = d.Spec.Selector.Replicas;"), 4, 29, "no `Replicas`|`d.Spec.Replicas`" },
        { "is of several texts", Container("if (c.Image is \"a\" or \"b\") return;"), 4, 20, "`c.Image.Is(\"a\", \"b\")`" },
        { "is of a text", Container("if (c.Image is \"a\") return;"), 4, 20, "`c.Image == \"a\"`" },
        { "is not of a text", Container("if (c.Image is not \"a\") return;"), 4, 24, "`c.Image != \"a\"`" },
        { "ToLower of a text", Container("if (c.Image.ToLower() == \"a\") return;"), 4, 17, "no `ToLower`|`c.Image.ToString().ToLowerInvariant()`" },
        { "a duration as a text", Each("Pod", "if (OlderThan(d.Metadata.CreationTimestamp, \"7d\")) return;"), 4, 49, "no duration|`Days(7)`" },
        { "a duration as a number", Each("Pod", "if (OlderThan(d.Metadata.CreationTimestamp, 7)) return;"), 4, 49, "no duration|`Days(7)`" },
        { "an entry point of one kind", Head + "EachDeployment((d, found) => { });", 2, 1, "`EachDeployment`|`Each<Deployment>((d, found) => ...)`" },
        {
            "an untyped object read as a view",
            Head + "Each(\"a.io/v1\", \"A\", (d, found) => { if (d.Spec.Replicas == 1) return; });", 2, 44, "an untyped field|`d[\"spec\"][\"replicas\"]`"
        },
        { "a limit as a member", Container("if (c.Resources.Limits.Memory == null) return;"), 4, 28, "`c.Resources.Limits[\"memory\"]`" },
        { "a quantity compared with a text", Container("if (c.Resources.Limits[\"memory\"] > \"1Gi\") return;"), 4, 9, "`Quantity.Of(\"1Gi\")`" },
        { "a quantity compared with a number", Container("if (c.Resources.Limits[\"cpu\"] > 5) return;"), 4, 9, "`Quantity.Of(\"5\")`" },
        { "a quantity equal to a text", Container("if (c.Resources.Limits[\"cpu\"] == \"5\") return;"), 4, 9, "`Quantity.Of(\"5\")`" },
        { "a broken text with what is refused in it", Each("Deployment", "object o = (1; lock (d) { }"), 4, 18, "`)` is missing" },
        {
            "a quantity as an argument",
            Container("if (c.Image.Contains(c.Resources.Limits[\"cpu\"])) return;"), 4, 26, "a quantity|`c.Resources.Limits[\"cpu\"].ToString()`"
        },
        { "a text of a text", Container("string s = c.Image.ToUpper();"), 4, 24, "`c.Image.ToString().ToUpperInvariant()`" },
        { "is none of several texts", Container("if (c.Image is not (\"a\" or \"b\")) return;"), 4, 25, "`!c.Image.Is(\"a\", \"b\")`" },
        {
            "a switch over a text with several arms",
            Container("var n = c.Image switch { \"a\" => 1, \"b\" => 2, _ => 3 };"), 4, 30, "can't be matched|`c.Image.ToString()`"
        },
        { "a quantity as a text", Container("string s = c.Resources.Limits[\"cpu\"];"), 4, 16, "a quantity|`c.Resources.Limits[\"cpu\"].ToString()`" },
        { "a value beside a text", Container("found.Violation(c, \"image \" c.Image);"), 4, 33, "behind this text|`$\"image {c.Image}\"`" },
    };

    private const string Head = Scripts.Head;

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void The_message_says_where_and_what_to_write_instead(string mistake, string script, int line, int column, string words)
    {
        var errors = Scripts.Compile(script).Problems.Where(problem => problem.IsError).ToList();

        var problem = Assert.Single(errors);
        var told = $"{problem.Message}\n{problem.Hint}";
        Assert.True((problem.Line, problem.Column) == (line, column), $"{mistake}: {problem}");
        Assert.All(words.Split('|'), word => Assert.Contains(word, told, StringComparison.Ordinal));
        Assert.NotNull(problem.Hint);
    }

    [Fact]
    public void There_are_at_least_twenty() => Assert.InRange(Mistakes.Count, 20, int.MaxValue);

    [Fact]
    public void What_only_follows_from_broken_text_is_left_out()
    {
        var problem = Assert.Single(Scripts.Compile("var a = \"x;\nvar b = a + nothing;\n").Problems);

        Assert.Equal(("CS1010", 1), (problem.Code, problem.Line));
    }

    [Fact]
    public void What_a_policy_may_not_do_is_told_beside_a_mistake_elsewhere()
    {
        var problems = Scripts.Compile(Container("if (c.Imge == \"x\") return;\n    var x = System.IO.File.Exists(\"x\");")).Problems;

        Assert.Equal([("CS1061", 4), ("K8G110", 5)], problems.Select(problem => (problem.Code, problem.Line)));
    }

    [Fact]
    public void Two_mistakes_are_two_messages()
    {
        var problems = Scripts.Compile(Container("if (c.Imge == \"x\") return;\n    if (c.Nme == \"x\") return;")).Problems;

        Assert.Equal([4, 5], problems.Select(problem => problem.Line));
    }

    [Fact]
    public void A_hundred_mistakes_are_twenty_messages()
    {
        var script = string.Concat(Enumerable.Range(0, 100).Select(i => $"var a{i} = nothing{i};\n"));

        Assert.Equal(20, Scripts.Compile(script).Problems.Count(problem => problem.IsError));
    }

    private static string Container(string body) => $"{Head}EachContainer((c, found) =>\n{{\n    {body}\n}});\n";

    private static string Each(string kind, string body) => $"{Head}Each<{kind}>((d, found) =>\n{{\n    {body}\n}});\n";
}
