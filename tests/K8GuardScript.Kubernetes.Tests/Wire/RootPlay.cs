using K8GuardScript.Core.Cluster;
using K8GuardScript.Kubernetes.Resources;
using K8GuardScript.Kubernetes.Tests.Doubles;

namespace K8GuardScript.Kubernetes.Tests.Wire;

/// <summary>Plays the question for all groups at once.</summary>
internal static class RootPlay
{
    public static async Task<string> PlayAsync(PlayScene scene, Exchange exchange, IReadOnlyList<Exchange> earlier)
    {
        var key = $"GET {exchange.PathOnly}";
        var nonesuch = new KindName(exchange.PathOnly == "/api" ? "" : "nosuch.example.com", "v1", "Nonesuch");
        var versionKey = $"GET {ResourcePath.GroupVersion(nonesuch)}";
        scene.Server.On(versionKey, Reply.Text("404 page not found\n", 404, "text/plain"));
        if (CodeOf(exchange) == 304)
        {
            var before = earlier.Last(other => other.PathOnly == exchange.PathOnly);
            scene.Server.On(key, before.Answer);
            await scene.Catalog.ResolveAsync(nonesuch, default);
            scene.Server.On(key, exchange.Answer);
            var again = await scene.Catalog.ResolveAsync(nonesuch, default);
            Assert.Equal(Exchange.Header(before.Response, "etag"), scene.Server.Requests[1].Headers["if-none-match"]);
            return again.IsAbsent ? "not modified" : "not known";
        }

        scene.Server.On(key, exchange.Answer);
        var resolved = await scene.Catalog.ResolveAsync(nonesuch, default);
        Assert.Contains("as=APIGroupDiscoveryList,application/json", scene.Server.Requests[0].Headers["accept"], StringComparison.Ordinal);
        if (scene.Server.Targets(versionKey).Length == 1) return "asks for the group version";
        return resolved.IsAbsent ? FormattableString.Invariant($"knows {await KnownAsync(scene, exchange)} kinds") : "unknown";
    }

    private static async Task<int> KnownAsync(PlayScene scene, Exchange exchange)
    {
        var kinds = new HashSet<KindName>();
        foreach (var expected in PathsIn(exchange))
        {
            Assert.Equal(expected, (await scene.Catalog.ResolveAsync(expected.Kind, default).WaitAsync(Patience.Long)).Path);
            kinds.Add(expected.Kind);
        }

        Assert.Single(scene.Server.Requests);
        return kinds.Count;
    }

    private static IEnumerable<ResourcePath> PathsIn(Exchange exchange) =>
        from @group in exchange.Response.GetProperty("body").GetProperty("items").EnumerateArray()
        from version in @group.GetProperty("versions").EnumerateArray()
        from resource in version.GetProperty("resources").EnumerateArray()
        let verbs = resource.GetProperty("verbs").EnumerateArray().Select(verb => verb.GetString()).ToArray()
        where verbs.Contains("list") && verbs.Contains("watch")
        let name = @group.GetProperty("metadata").TryGetProperty("name", out var found) ? found.GetString()! : ""
        select new ResourcePath(
            new KindName(
                name,
                version.GetProperty("version").GetString()!,
                resource.GetProperty("responseKind").GetProperty("kind").GetString()!),
            resource.GetProperty("resource").GetString()!,
            resource.GetProperty("scope").GetString() == "Namespaced");

    private static int CodeOf(Exchange exchange) => exchange.Response.GetProperty("status").GetInt32();
}
