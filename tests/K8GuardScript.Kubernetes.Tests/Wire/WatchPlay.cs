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

        var feed = new ItemFeed(exchange.Kind, scene.Sink);
        var trust = PlayScene.Trust(exchange.Kind);
        var watcher = new KindWatcher(scene.Api, exchange.Kind, feed, trust, new MiddlingRandom());
        var isStreamed = exchange.Query.GetValueOrDefault("sendInitialEvents") == "true";
        StepOutcome outcome;
        using (var initial = new InitialPart(exchange.Kind, scene.Sink, feed, trust))
        {
            outcome = isStreamed
                ? await watcher.StreamAsync(exchange.Resource, initial, () => { }, _ => { }, default)
                : await watcher.WatchAsync(exchange.Resource, version, () => { }, default);
        }

        var sent = scene.Server.Targets(key).Single();
        var from = isStreamed ? "sendInitialEvents=true&resourceVersionMatch=NotOlderThan&" : $"resourceVersion={version}&";
        Assert.Contains(from, sent, StringComparison.Ordinal);
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
            NextStep.ListPages => "list page by page",
            NextStep.Confirm => "no such path",
            var other => other.ToString().ToLowerInvariant(),
        };
        if (outcome.RetryAfter is { } wait) end += FormattableString.Invariant($" after {wait.TotalSeconds:0} s");
        return saysWhat && heard.Length > 0 ? $"{string.Join(", ", heard)}; {end}" : end;
    }
}
