using K8GuardScript.Kubernetes.Transport;

namespace K8GuardScript.Kubernetes.Tests.Wire;

/// <summary>Makes the call that a recorded request belongs to, gives it the recorded answer, and says what came of it.</summary>
internal static class ExchangePlayer
{
    /// <param name="exchange">is played</param>
    /// <param name="earlier">the exchanges before it, should its answer rely on theirs</param>
    public static async Task<string> PlayAsync(Exchange exchange, IReadOnlyList<Exchange> earlier)
    {
        await using var scene = new PlayScene(exchange);
        var outcome = exchange.PathOnly is "/api" or "/apis"
            ? await RootPlay.PlayAsync(scene, exchange, earlier)
            : await PlayAsync(scene, exchange);
        foreach (var (name, value) in exchange.Impersonation?.Headers ?? [])
            Assert.All(scene.Server.Requests, request => Assert.Equal(value, request.Headers[name.ToLowerInvariant()]));
        return outcome;
    }

    private static async Task<string> PlayAsync(PlayScene scene, Exchange exchange)
    {
        var path = exchange.Path;
        if (exchange.PathOnly == "/version") return await ProbeAsync(scene, exchange);
        if (path.Plural.Length == 0) return await DiscoveryPlay.PlayAsync(scene, exchange);
        if (exchange.IsWatch) return await WatchPlay.PlayAsync(scene, exchange);
        if (exchange.Method == "GET" && path.Name.Length == 0) return await ListPlay.PlayAsync(scene, exchange);

        await scene.KnowAsync(exchange);
        scene.Server.On($"{exchange.Method} {exchange.PathOnly}", exchange.Answer);
        var outcome = await PlayObjectAsync(scene, exchange);
        string[] discovery = ["/api", "/apis", path.GroupVersion];
        foreach (var sent in scene.Server.Requests.Where(request => !discovery.Contains(request.Target.Split('?')[0])))
            SentRequest.AssertMeans(exchange, sent);
        return outcome;
    }

    private static Task<string> PlayObjectAsync(PlayScene scene, Exchange exchange)
    {
        var path = exchange.Path;
        if (path.Plural.EndsWith("reviews", StringComparison.Ordinal)) return ReviewPlay.PlayAsync(scene, exchange);
        if (path.Subresource == "scale") return ScalePlay.PlayAsync(scene, exchange);
        if (EventPlay.Fits(exchange)) return EventPlay.PlayAsync(scene, exchange);
        return IsOfLeaderElection(exchange) ? LeasePlay.PlayAsync(scene, exchange) : ObjectPlay.PlayAsync(scene, exchange);
    }

    /// <summary>A lease that nobody would hold, or that is overwritten whoever holds it, is a write as any other.</summary>
    private static bool IsOfLeaderElection(Exchange exchange) => exchange.Path.Plural == "leases" && exchange.Method switch
    {
        "GET" => true,
        "POST" => !exchange.IsDryRun && exchange.Body!["spec"]!["leaseDurationSeconds"]!.GetValue<int>() > 0,
        "PUT" => exchange.Body!["metadata"]!["uid"] is not null,
        _ => false,
    };

    private static async Task<string> ProbeAsync(PlayScene scene, Exchange exchange)
    {
        scene.Server.On("GET /version", exchange.Answer);
        var outcome = await scene.Api.VersionAsync(default);
        return outcome.IsReached ? $"reached {outcome.Version}" : "not reached";
    }
}
