using System.Text.Json;
using System.Text.Json.Nodes;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Tests;

/// <summary>What a real API server said, where that lies beside the repository.</summary>
internal static class SharedFolder
{
    private static readonly Dictionary<string, KindName> Files = new()
    {
        ["namespaces"] = Some.Namespaces,
        ["cronjobs"] = Some.CronJobs,
        ["jobs"] = Some.Jobs,
        ["deployments"] = Some.Deployments,
        ["replicasets"] = Some.ReplicaSets,
        ["statefulsets"] = Some.StatefulSets,
        ["daemonsets"] = Some.DaemonSets,
        ["pods"] = Some.Pods,
    };

    /// <summary>The lists of a small cluster, by kind; skips the test where there are none.</summary>
    public static IReadOnlyDictionary<KindName, JsonObject[]> SeedLists()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "shared", "kubernetes", "seed"))) folder = folder.Parent;
        Assert.SkipWhen(folder is null, "there is no shared/kubernetes beside the repository");
        return Files.ToDictionary(file => file.Value, file => Items(Path.Combine(folder!.FullName, "shared", "kubernetes", "seed", file.Key + ".json")));
    }

    /// <summary>Every object of those lists.</summary>
    public static IReadOnlyList<KubeObject> Seed() =>
        [.. SeedLists().SelectMany(list => list.Value.Select(item => KubeObject.Parse(item.Utf8(), list.Key.ApiVersion, list.Key.Kind)))];

    private static JsonObject[] Items(string file) =>
        [.. JsonSerializer.Deserialize<JsonObject>(File.ReadAllText(file))!["items"]!.AsArray().Select(item => item!.AsObject())];
}
