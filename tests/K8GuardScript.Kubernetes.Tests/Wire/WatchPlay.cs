using K8GuardScript.Kubernetes.Tests.Doubles;
using K8GuardScript.Kubernetes.Watching;

namespace K8GuardScript.Kubernetes.Tests.Wire;

/// <summary>Plays watches. The client watches all namespaces, so the recorded answer is given to that.</summary>
internal static class WatchPlay
{
    public static async Task<string> PlayAsync(PlayScene scene, Exchange exchange)
    {
        var key = $"WATCH {exchange.Path.Collection}";
        scene.Server.On(key, exchange.Answer);
        var version = exchange.Query.GetValueOrDefault("resourceVersion", "1");

        var watcher = new KindWatcher(scene.Api, exchange.Kind, new ItemFeed(exchange.Kind, scene.Sink), new MiddlingRandom());
        var outcome = await watcher.WatchAsync(exchange.Resource, version, () => { }, default);

        var sent = scene.Server.Targets(key).Single();
        Assert.Contains($"resourceVersion={version}&", sent, StringComparison.Ordinal);
        Assert.Contains("allowWatchBookmarks=true", sent, StringComparison.Ordinal);
        return Words(outcome, scene.Heard(exchange.Kind), saysWhat: true);
    }

    /// <param name="outcome">how it ended</param>
    /// <param name="heard">what the sink heard</param>
    /// <param name="saysWhat">whether that counts</param>
    public static string Words(StepOutcome outcome, string[] heard, bool saysWhat)
    {
        var end = outcome.Next switch
        {
            NextStep.Watch => $"watch from {outcome.Version}",
            NextStep.WatchLater => $"watch later from {outcome.Version}",
            NextStep.ListLater => $"list later: {outcome.Reason}",
            _ => "refused",
        };
        if (outcome.RetryAfter is { } wait) end += FormattableString.Invariant($" after {wait.TotalSeconds:0} s");
        return saysWhat && heard.Length > 0 ? $"{string.Join(", ", heard)}; {end}" : end;
    }
}
