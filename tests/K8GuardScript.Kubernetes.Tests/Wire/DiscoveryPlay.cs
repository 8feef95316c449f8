using K8GuardScript.Core.Cluster;
using K8GuardScript.Kubernetes.Resources;

namespace K8GuardScript.Kubernetes.Tests.Wire;

/// <summary>Plays the list of what a group version holds.</summary>
internal static class DiscoveryPlay
{
    public static async Task<string> PlayAsync(PlayScene scene, Exchange exchange)
    {
        scene.Server.On($"GET {exchange.PathOnly}", exchange.Answer);
        var version = new KindName(exchange.Path.Group, exchange.Path.Version, "Nonesuch");
        var resolved = await scene.Catalog.ResolveAsync(version, default);
        Assert.Null(resolved.Path);

        var body = exchange.Response.GetProperty("body");
        if (exchange.Response.GetProperty("status").GetInt32() != 200) return resolved.IsAbsent ? "absent" : "not known";

        var known = new List<string>();
        var kinds = body.GetProperty("resources").EnumerateArray().Select(resource => resource.GetProperty("kind").GetString()!);
        foreach (var kind in kinds.Distinct())
        {
            if ((BuiltInKinds.Find(version with { Kind = kind }) ?? await FoundAsync(scene, version with { Kind = kind })) is { } path)
                known.Add(path.IsNamespaced ? path.Plural : $"{path.Plural}*");
        }

        return $"knows {string.Join(' ', known)}".TrimEnd();
    }

    private static async Task<ResourcePath?> FoundAsync(PlayScene scene, KindName kind)
    {
        using var give = new CancellationTokenSource();
        var asked = scene.Catalog.ResolveAsync(kind, give.Token);
        if (asked.IsCompletedSuccessfully) return (await asked).Path;

        // it would ask the server again, so it does not know
        await give.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        return null;
    }
}
