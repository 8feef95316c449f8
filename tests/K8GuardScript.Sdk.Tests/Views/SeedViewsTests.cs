using System.Text.Json;
using System.Text.Json.Nodes;
using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Sdk.Tests.Views;

public sealed class SeedViewsTests
{
    [Fact]
    public void Every_field_of_every_real_object_reads_the_same_typed_untyped_and_as_JSON()
    {
        var comparison = new ViewComparison();
        var kinds = new HashSet<string>();
        foreach (var (item, json) in Objects())
        {
            Assert.True(ViewComparison.CompareUntyped(item.Root, json), $"{item.Kind} {item.Name}");
            if (ViewTypes.Find(item.ApiVersion, item.Kind) is not { } view) continue;
            kinds.Add(item.Kind);
            comparison.Compare(ViewTypes.From(view, item.Root), json, $"{item.Kind} {item.Name}");
        }

        Assert.Empty(comparison.Differences);
        Assert.Empty(comparison.Unknown);
        Assert.InRange(comparison.Compared, 10_000, int.MaxValue);
        Assert.InRange(kinds.Count, 25, int.MaxValue);
    }

    [Fact]
    public void Every_path_of_every_real_object_leads_back_to_its_place()
    {
        var places = 0;
        foreach (var (item, _) in Objects()) Visit(item.Root, item.Root);

        Assert.InRange(places, 10_000, int.MaxValue);

        void Visit(Field root, Field place)
        {
            places++;
            Assert.Equal(place, PathReader.Follow(root, place.Path));
            foreach (var member in place.Fields) Visit(root, member);
            foreach (var child in place.Items) Visit(root, child);
        }
    }

    /// <summary>The objects of the lists, read with shared tables, beside what of their JSON is kept.</summary>
    private static IEnumerable<(KubeObject Item, JsonElement Json)> Objects()
    {
        var tables = new ObjectTables();
        foreach (var file in SharedFolder.SeedFiles())
        {
            var list = JsonNode.Parse(File.ReadAllBytes(file))!;
            var (apiVersion, kind) = ((string)list["apiVersion"]!, ((string)list["kind"]!)[..^"List".Length]);
            foreach (var item in list["items"]!.AsArray())
            {
                (item!["metadata"] as JsonObject)?.Remove("managedFields");
                (item["metadata"]?["annotations"] as JsonObject)?.Remove("kubectl.kubernetes.io/last-applied-configuration");
                foreach (var key in (item["data"] as JsonObject)?.Select(pair => pair.Key).ToList() ?? [])
                {
                    if (kind == "Secret") item["data"]![key] = null;
                }

                var json = JsonSerializer.SerializeToUtf8Bytes(item);
                yield return (KubeObject.Parse(json, apiVersion, kind, tables), JsonSerializer.Deserialize<JsonElement>(json));
            }
        }
    }
}
