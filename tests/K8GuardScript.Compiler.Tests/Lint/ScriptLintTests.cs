namespace K8GuardScript.Compiler.Tests.Lint;

public sealed class ScriptLintTests
{
    private const string Report = "found.Violation(c, \"x\");";

    [Theory]
    [InlineData("EachContainer((c, found) => { var image = c.Image; });", "K8G301", 2, 1, "never reports")]
    [InlineData("EachContainer((c, found) => Look(c.Image));\nbool Look(Text text) => text == \"x\";", "K8G301", 2, 1, "never reports")]
    [InlineData("var max = Setting(\"max\", 5, \"x\");\nEachContainer((c, found) => found.Violation(c, \"x\"));", "K8G302", 2, 11, "`max` is never read")]
    [InlineData("Setting(\"max\", 5, \"x\");\nEachContainer((c, found) => found.Violation(c, \"x\"));", "K8G302", 2, 1, "`var max = Setting(...)`")]
    [InlineData("Each<Deployment>((d, found) => { if (d.Spec.Replicas < 2) found.Violation(d, \"x\"); });", "K8G304", 2, 38, "`(d.Spec.Replicas ?? 0)`")]
    [InlineData("EachContainer((c, found) => { if (c.SecurityContext is { }) found.Violation(c, \"x\"); });", "K8G305", 2, 35, "always true|.Exists")]
    [InlineData("EachContainer((c, found) => found.Violation(c[\"imagee\"], \"x\"));", "K8G307", 2, 46, "no field `imagee`|`[\"image\"]`")]
    [InlineData("Each<Deployment>((d, found) => found.Violation(d[\"spec\"][\"replica\"], \"x\"));", "K8G307", 2, 57, "no field `replica`|`[\"replicas\"]`")]
    [InlineData("EachContainer((c, found) => found.Violation(c.SecurityContext[\"privilegd\"], \"x\"));", "K8G307", 2, 62, "`[\"privileged\"]`")]
    [InlineData("EachContainer((c, found) => found.Violation(c[\"owner\"], \"x\"));", "K8G307", 2, 46, "no field `owner`")]
    [InlineData("EachContainer((c, found) => { found.Violation(c, \"x\"); EachNamespace((n, f) => f.Violation(n, \"x\")); });", "K8G308", 2, 56, "out of")]
    public void What_can_not_be_meant_is_told(string rules, string code, int line, int column, string words)
    {
        var warning = Assert.Single(Lint(rules));

        Assert.Equal((code, line, column, false), (warning.Code, warning.Line, warning.Column, warning.IsError));
        Assert.All(words.Split('|'), word => Assert.Contains(word, $"{warning.Message} {warning.Hint}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Act.Stop", "Each<Ingress>", "`Ingress`|`Act.Delete`")]
    [InlineData("Act.Delete", "Each<Deployment>", "`Deployment`|`Act.Stop`")]
    [InlineData("Act.Stop", "EachNamespace", "`Namespace`|`Act.None`")]
    [InlineData("Act.Delete", "EachContainer", "`StatefulSet`")]
    public void An_action_that_does_not_fit_is_told(string action, string entry, string words)
    {
        var script = $"Policy(\"p\", Severity.Low, \"t\").Escalate(action: {action});\n{entry}((c, found) => {Report.TrimEnd(';')});";

        var warning = Assert.Single(ScriptLint.Of(new ScriptSource("p.csx", script, "/nowhere"), CancellationToken.None));

        Assert.Equal(("K8G306", 1, 49), (warning.Code, warning.Line, warning.Column));
        Assert.All(words.Split('|'), word => Assert.Contains(word, $"{warning.Message} {warning.Hint}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("EachContainer((c, found) => Look(c, found));\nvoid Look(PodContainer c, Findings found) => found.Violation(c, \"x\");")]
    [InlineData("EachContainer(Look);\nvoid Look(PodContainer c, Findings found) => found.Violation(c, \"x\");")]
    [InlineData("EachContainer((c, found) => { void Tell() => found.Violation(c, \"x\"); Tell(); });")]
    [InlineData("Each<Deployment>((d, found) => { if ((d.Spec.Replicas ?? 1) < 2) found.Violation(d, \"x\"); });")]
    [InlineData("Each<Deployment>((d, found) => { if (d.Spec.Replicas != null && d.Spec.Replicas < 2) found.Violation(d, \"x\"); });")]
    [InlineData("Each<Deployment>((d, found) => { if (d.Spec.Replicas is int n && n < 2) found.Violation(d, \"x\"); });")]
    [InlineData("EachContainer((c, found) => { if (c.Resources.Limits[\"a\"] == null) found.Violation(c[\"resources\"][\"limits\"][\"a\"], \"x\"); });")]
    [InlineData("EachWorkload((w, found) => found.Violation(w[\"spec\"][\"whatever\"], \"x\"));")]
    [InlineData("Each(\"a.io/v1\", \"A\", (o, found) => found.Violation(o[\"whatever\"], \"x\"));")]
    [InlineData("EachContainer((c, found) => { if (c.SecurityContext is { Privileged: true }) found.Violation(c, \"x\"); });")]
    [InlineData("var max = Setting(\"max\", 5, \"x\");\nEachContainer((c, found) => found.Violation(c, $\"{max}\"));")]
    [InlineData("EachContainer((c, found) => { foreach (var p in c.Ports) found.Violation(p[\"containerPort\"], \"x\"); });")]
    [InlineData("Each<Deployment>((d, found) => { found.Violation(d[\"apiVersion\"], \"x\"); found.Violation(d[\"kind\"], \"x\"); });")]
    public void What_can_be_meant_is_left_alone(string rules) => Assert.Empty(Lint(rules));

    [Fact]
    public void What_does_not_compile_is_not_linted() => Assert.Empty(Lint("EachContainer((c, found) => nothing);"));

    [Fact]
    public void A_nullable_that_a_library_orders_is_told_in_the_library()
    {
        using var folder = new TempFolder();
        folder.Write("_few.csx", "bool Few(Deployment d) => d.Spec.Replicas < 2;\n");
        var script = "#load \"_few.csx\"\n" + Scripts.Head + "Each<Deployment>((d, found) => { if (Few(d)) found.Violation(d, \"x\"); });";

        var warning = Assert.Single(ScriptLint.Of(new ScriptSource("p.csx", script, folder.Path), CancellationToken.None));

        Assert.Equal(("_few.csx", 1, "K8G304"), (warning.File, warning.Line, warning.Code));
    }

    private static IReadOnlyList<ScriptProblem> Lint(string rules) =>
        ScriptLint.Of(new ScriptSource("p.csx", Scripts.Head + rules, "/nowhere"), CancellationToken.None);
}
