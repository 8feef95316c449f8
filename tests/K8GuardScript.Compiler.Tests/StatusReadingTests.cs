namespace K8GuardScript.Compiler.Tests;

public sealed class StatusReadingTests
{
    [Theory]
    [InlineData("EachContainer((c, found) => { if (c.Image.StartsWith(\"x\")) found.Violation(c[\"image\"], $\"{c.Name}\"); });")]
    [InlineData("Each<Deployment>((d, found) => { if (d.Spec.Replicas == 1) found.Violation(d, \"one\"); });")]
    [InlineData("Each<Deployment>((d, found) => { if (d.Metadata.Labels[\"status\"].Exists) found.Violation(d[\"metadata\"][\"labels\"], \"x\"); });")]
    [InlineData("Each<Deployment>((d, found) => { foreach (var l in d[\"spec\"][\"x\"].Items) found.Violation(l, \"x\"); });")]
    [InlineData("Each(\"a/v1\", \"A\", (o, found) => { if (o[\"spec\"][\"list\"][0][\"x\"].Text == \"y\") found.Violation(o, \"x\"); });")]
    [InlineData("Each(\"a/v1\", \"A\", (o, found) => { foreach (var f in (o[\"metadata\"]).Fields) found.Violation(f, f.Name); });")]
    [InlineData("EachWorkload((w, found) => { var key = \"x\"; if (w.Template.Metadata[key].Exists) found.Violation(w, \"x\"); });")]
    [InlineData("// the status\nEachNamespace((n, found) => { if (n.Metadata.Name.Is(\"status\")) found.Violation(n, \"status\", subject: \"status\"); });")]
    public void A_script_that_never_gets_there_does_not_read_it(string rule) => Assert.False(ReadsStatus(rule));

    [Theory]
    [InlineData("Each<Deployment>((d, found) => { if (d.Status.Replicas == 0) found.Violation(d, \"x\"); });")]
    [InlineData("Each<Deployment>((d, found) => { if (d is { Status: { Replicas: 0 } }) found.Violation(d, \"x\"); });")]
    [InlineData("Each<Deployment>((d, found) => { if (d is { Status.Replicas: 0 }) found.Violation(d, \"x\"); });")]
    [InlineData("Each<Deployment>((d, found) => { if (d[\"status\"].Exists) found.Violation(d, \"x\"); });")]
    [InlineData("EachWorkload((w, found) => { if (w[\"status\"][\"phase\"].Exists) found.Violation(w, \"x\"); });")]
    [InlineData("EachWorkload((w, found) => { if (w.Template[\"status\"][\"phase\"].Exists) found.Violation(w, \"x\"); });")]
    [InlineData("EachContainer((c, found) => { var t = c.Owner.Template; var k = \"s\" + c.Name; if (t[k].Exists) found.Violation(c, \"x\"); });")]
    [InlineData("Each<Deployment>((d, found) => { const string k = \"sta\" + \"tus\"; if (d[k].Exists) found.Violation(d, \"x\"); });")]
    [InlineData("Each<Deployment>((d, found) => { string k = d.Metadata.Name.ToString(); if (d[k].Exists) found.Violation(d, \"x\"); });")]
    [InlineData("Each(\"a/v1\", \"A\", (o, found) => { foreach (var f in o.Fields) found.Violation(f, f.Name); });")]
    [InlineData("Each(\"a/v1\", \"A\", (o, found) => { foreach (var f in (o).Keys) found.Violation(o, f); });")]
    [InlineData("Each(\"a/v1\", \"A\", (o, found) => { if (o is { Keys.Count: > 3 }) found.Violation(o, \"x\"); });")]
    [InlineData("Each(\"a/v1\", \"A\", (o, found) => { if (o is { Keys: { Count: > 3 } }) found.Violation(o, \"x\"); });")]
    [InlineData("Each(\"a/v1\", \"A\", (o, found) => { var top = o; string k = o[\"kind\"].ToString(); if (top[k].Exists) found.Violation(o, \"x\"); });")]
    [InlineData("Each<Service>((s, found) => { if (Cluster.Find<Pod>(\"a\", \"b\").Status.Phase == \"Failed\") found.Violation(s, \"x\"); });")]
    [InlineData("Each<Service>((s, found) => { if (Cluster.List(\"v1\", \"Pod\")[0].Fields.Count > 3) found.Violation(s, \"x\"); });")]
    [InlineData("bool Down(Pod p) => p.Status.Phase == \"Failed\";\nEach<Pod>((p, found) => { if (Down(p)) found.Violation(p, \"x\"); });")]
    public void A_script_that_may_get_there_reads_it(string rule) => Assert.True(ReadsStatus(rule));

    [Fact]
    public void A_library_that_it_loads_counts_as_its_own_text()
    {
        using var folder = new TempFolder();
        folder.Write("_lib.csx", "bool Down(Pod p) => p.Status.Phase == \"Failed\";\n");
        const string Rule = "Each<Pod>((p, found) => { if (Down(p)) found.Violation(p, \"x\"); });";
        var result = Scripts.Compile("#load \"_lib.csx\"\n" + Scripts.Head + Rule, folder.Path);

        Assert.DoesNotContain(result.Problems, problem => problem.IsError);
        Assert.True(result.Script!.ReadsStatus);
    }

    private static bool ReadsStatus(string rule)
    {
        var result = Scripts.Compile(Scripts.Head + rule);
        Assert.DoesNotContain(result.Problems, problem => problem.IsError);
        return result.Script!.ReadsStatus;
    }
}
