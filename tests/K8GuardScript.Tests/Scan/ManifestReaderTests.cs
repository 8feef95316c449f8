using System.Text;
using K8GuardScript.Scan;

namespace K8GuardScript.Tests.Scan;

public sealed class ManifestReaderTests
{
    private const string Pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n";

    [Fact]
    public void The_standard_input_is_read_to_its_end()
    {
        var files = ManifestFiles.Find(["-"], []);
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(Pod + "---\n" + Pod));

        var reading = ManifestReader.Read(files, input, CancellationToken.None);

        Assert.Equal(["<stdin>", "<stdin>"], reading.Manifests.Select(manifest => manifest.File));
        Assert.Equal([(1, 1), (5, 1)], reading.Manifests.Select(manifest => manifest.Start));
        Assert.Empty(reading.Problems);
    }

    [Fact]
    public void A_file_that_is_named_twice_is_read_once()
    {
        using var folder = new TempFolder();
        var file = folder.Write("a.yaml", Pod);

        Assert.True(Assert.Single(ManifestFiles.Find([folder.Path, file], [])).IsNamed);
        Assert.Single(ManifestFiles.Find([file, file], []));
    }

    [Fact]
    public void A_link_that_leads_back_up_ends_nowhere()
    {
        using var folder = new TempFolder();
        folder.Write("a/b.yaml", Pod);
        Directory.CreateSymbolicLink(folder.At("a/up"), folder.Path);

        Assert.Single(ManifestFiles.Find([folder.Path], []));
    }

    [Fact]
    public void A_link_to_a_file_is_read()
    {
        using var folder = new TempFolder();
        folder.Write("a/b.yaml", Pod);
        File.CreateSymbolicLink(folder.At("a/c.yaml"), "b.yaml");

        Assert.Equal(2, ManifestFiles.Find([folder.Path], []).Count);
    }

    [Fact]
    public void Lists_within_lists_without_end_are_refused()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 20; i++) text.Append("{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [");
        text.Append("null").Append(string.Concat(Enumerable.Repeat("]}", 20)));

        var problem = Assert.Single(Read(text.ToString()).Problems);

        Assert.Contains("lists within lists", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("apiVersion: v1\nkind: List\n", 1)] // a kind that only ends so
    [InlineData("apiVersion: v1\nkind: List\nitems: []\n", 0)]
    [InlineData("apiVersion: v1\nkind: List\nitems: 5\n", 0)]
    [InlineData("apiVersion: v1\nkind: List\nitems: [~, ~]\n", 0)]
    [InlineData("apiVersion: v1\nkind: PodList\nitems: [{metadata: {name: a}}, {kind: Service, metadata: {name: b}}]\n", 2)]
    public void Odd_lists_hold_what_they_hold(string text, int objects) => Assert.Equal(objects, Read(text).Manifests.Count);

    [Fact]
    public void Ten_thousand_items_of_a_list_are_each_found_at_once()
    {
        var text = new StringBuilder("apiVersion: v1\nkind: List\nitems:\n");
        for (var i = 0; i < 10_000; i++) text.Append("- {apiVersion: v1, kind: Pod, metadata: {name: a, labels: {a: b, c: d}}}\n");

        var manifests = Read(text.ToString()).Manifests;

        Assert.Equal(10_000, manifests.Count);
        Assert.Equal((10_003, 3), manifests[^1].Start);
        Assert.Equal((10_003, 60), manifests[^1].Places.Find(manifests[^1].Root, "metadata.labels.a"));
    }

    private static ManifestReading Read(string text)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return ManifestReader.Read([new ManifestFile("-", "m.yaml", IsNamed: false)], input, CancellationToken.None);
    }
}
