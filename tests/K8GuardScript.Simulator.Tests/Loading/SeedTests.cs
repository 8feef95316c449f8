using System.Text.Json.Nodes;
using static K8GuardScript.Simulator.Tests.ApiCaller;

namespace K8GuardScript.Simulator.Tests.Loading;

public sealed class SeedTests
{
    [Fact]
    public async Task The_lists_of_a_real_server_are_served_as_they_were_read()
    {
        var seed = Seed();
        var files = Directory.GetFiles(seed, "*.json");
        await using var api = await StartAsync(new SimulatorOptions { Manifests = files });

        foreach (var file in files)
        {
            var list = JsonNode.Parse(await File.ReadAllTextAsync(file))!.AsObject();
            var kind = ((string)list["kind"]!)[..^"List".Length];
            foreach (var item in list["items"]!.AsArray().OfType<JsonObject>())
            {
                var metadata = item["metadata"]!;
                var stored = api.Cluster.Get(
                    (string)list["apiVersion"]!, kind, (string?)metadata["namespace"] ?? "", (string)metadata["name"]!);
                Assert.Equal(Comparable(item), Comparable(stored!));
            }
        }
    }

    [Fact]
    public async Task The_manifests_of_the_seed_load()
    {
        await using var api = await StartAsync(new SimulatorOptions { Manifests = [Path.Combine(Seed(), "manifests.yaml")] });
        Assert.Contains("payments", (await api.GetAsync("/api/v1/namespaces")).ItemNames);
        Assert.NotEmpty((await api.GetAsync("/apis/infra.example.com/v1/backends")).ItemNames);
        Assert.NotEmpty((await api.GetAsync("/apis/apps/v1/deployments?limit=500")).ItemNames);
    }

    private static string Comparable(JsonObject item)
    {
        var copy = item.DeepClone().AsObject();
        copy.Remove("kind");
        copy.Remove("apiVersion");
        copy["metadata"]!.AsObject().Remove("resourceVersion");
        return Sorted(copy)!.ToJsonString();
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => KeyValuePair.Create(entry.Key, Sorted(entry.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    private static string Seed()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var seed = Path.Combine(folder.FullName, "shared", "kubernetes", "seed");
            if (Directory.Exists(seed)) return seed;
        }

        Assert.Skip("there is no `shared/kubernetes/seed` beside the repository");
        return "";
    }
}
