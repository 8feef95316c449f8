namespace K8GuardScript.Tests.Verbs;

// What is exempt is shown, and does not count.
public sealed partial class ScanVerbTests
{
    private static readonly string Soon = TimeProvider.System.GetUtcNow().AddDays(30).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task An_exempt_finding_is_shown_with_its_reason_and_does_not_count()
    {
        folder.Write("p/team.exemptions.yaml", Exempting("namespaces: [shop]", Soon));

        var (code, json, error) = await ScanAsync("pod.yaml");

        Assert.Equal(0, code);
        Assert.Empty(json.GetProperty("violations").EnumerateArray());
        Assert.Equal(0, json.GetProperty("summary").GetProperty("violations").GetInt32());
        Assert.Equal(0, json.GetProperty("summary").GetProperty("bySeverity").GetProperty("medium").GetInt32());
        Assert.Equal(1, json.GetProperty("summary").GetProperty("exempt").GetInt32());
        var exempt = Assert.Single(json.GetProperty("exempt").EnumerateArray());
        Assert.Equal(("web", "image `nginx:latest` floats"), (Told(exempt, "name"), Told(exempt, "message")));
        Assert.Equal(("old cache", "T-7"), (Told(exempt.GetProperty("exemption"), "reason"), Told(exempt.GetProperty("exemption"), "ticket")));
        Assert.EndsWith("team.exemptions.yaml(1,15)", Told(exempt.GetProperty("exemption"), "place"), StringComparison.Ordinal);
        Assert.Contains("0 violations in 0 of 1 object, judged by 1 policy; 1 exempt finding", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_says_so_too()
    {
        folder.Write("p/policies.yaml", Exempting("names: [we*], kinds: [Pod]", Soon));

        var (code, output, _) = await ProgramOutput.OfAsync("scan", folder.At("pod.yaml"), "--policies", folder.At("p"));

        Assert.Equal(0, code);
        Assert.Contains("exempt    no-latest  image `nginx:latest` floats (until ", output, StringComparison.Ordinal);
        Assert.Contains(": old cache, T-7)", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("namespaces: [data]")]
    [InlineData("names: [other]")]
    [InlineData("kinds: [Deployment]")]
    [InlineData("namespaceSelector: team=payments")]
    [InlineData("objectSelector: legacy")]
    public async Task What_an_exemption_is_not_for_counts(string scope)
    {
        folder.Write("p/team.exemptions.yaml", Exempting(scope, Soon));

        var (code, json, _) = await ScanAsync("pod.yaml");

        Assert.Equal(1, code);
        Assert.Single(json.GetProperty("violations").EnumerateArray());
    }

    [Fact]
    public async Task Labels_of_a_namespace_among_the_manifests_count()
    {
        folder.Write("p/team.exemptions.yaml", Exempting("namespaceSelector: team=payments", Soon));
        folder.Write("m/namespace.yaml", "{ apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { team: payments } } }");
        folder.Write("m/pod.yaml", Pod);

        Assert.Equal(0, (await ScanAsync("m")).Code);
    }

    [Fact]
    public async Task An_exemption_that_ended_counts_again_and_is_told()
    {
        folder.Write("p/team.exemptions.yaml", Exempting("namespaces: [shop]", "2026-01-31"));

        var (code, json, _) = await ScanAsync("pod.yaml");
        var (_, table, _) = await ProgramOutput.OfAsync("scan", folder.At("pod.yaml"), "--policies", folder.At("p"));

        Assert.Equal(1, code);
        var violation = Assert.Single(json.GetProperty("violations").EnumerateArray());
        Assert.Equal("old cache", Told(violation.GetProperty("endedExemption"), "reason"));
        Assert.Contains("(1,15) ended 2026-02-01 00:00 UTC)", table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_file_of_exemptions_is_wrong_configuration_and_nothing_is_judged()
    {
        folder.Write("p/team.exemptions.yaml", "exemptions: [ { policies: [no-latest] } ]");

        var (code, json, _) = await ScanAsync("pod.yaml");

        Assert.Equal(2, code);
        Assert.Empty(json.GetProperty("violations").EnumerateArray());
        Assert.All(
            json.GetProperty("errors").EnumerateArray(),
            one => Assert.EndsWith("team.exemptions.yaml", Told(one, "file"), StringComparison.Ordinal));
    }

    private static string Exempting(string scope, string expires) =>
        $"exemptions: [ {{ policies: [no-latest], {scope}, reason: old cache, ticket: T-7, expires: {expires} }} ]";
}
