using K8GuardScript.Core.Cluster;
using K8GuardScript.Kubernetes.Resources;
using K8GuardScript.Kubernetes.Transport;

namespace K8GuardScript.Kubernetes.Watching;

/// <summary>One watch of one kind, until it ends in whatever way.</summary>
/// <param name="api">sends</param>
/// <param name="kind">is watched</param>
/// <param name="feed">takes what comes</param>
/// <param name="trust">learns how far it led</param>
/// <param name="random">spreads the ends of watches</param>
internal sealed class KindWatcher(ApiClient api, KindName kind, ItemFeed feed, ListTrust trust, Random random)
{
    private const int ShortestSeconds = 300;
    private const int LongestSeconds = 600;

    /// <summary>How much longer than the server's own end we wait for it.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    /// <summary>Watches from a version on.</summary>
    /// <param name="path">of the kind</param>
    /// <param name="version">where to start: nothing up to it is told again, nothing after it is left out</param>
    /// <param name="opened">called once the server accepted the watch</param>
    /// <param name="cancel">ends the watch</param>
    /// <exception cref="OperationCanceledException">the caller gave up</exception>
    public Task<StepOutcome> WatchAsync(ResourcePath path, string version, Action opened, CancellationToken cancel)
    {
        var call = CallFor(path, $"&resourceVersion={Uri.EscapeDataString(version)}");
        return FollowAsync(new OpenWatch(api, kind, feed, opened, version), call, cancel);
    }

    /// <summary>Streams the list of what is there now, as the start of a watch that goes on behind it.</summary>
    /// <param name="path">of the kind</param>
    /// <param name="initial">takes the list</param>
    /// <param name="opened">called once the list is complete</param>
    /// <param name="late">called every 10 seconds as long as it is not</param>
    /// <param name="cancel">ends the watch</param>
    /// <returns><see cref="NextStep.ListPages"/> when the server does not do so</returns>
    /// <exception cref="OperationCanceledException">the caller gave up</exception>
    public async Task<StepOutcome> StreamAsync(
        ResourcePath path, InitialPart initial, Action opened, Action<TimeSpan> late, CancellationToken cancel)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var watchdog = new InitialWatchdog(api.Time, late, giveUp);
        var watch = new OpenWatch(api, kind, feed, opened) { Initial = initial, Watchdog = watchdog };
        try
        {
            return await FollowAsync(watch, CallFor(path, "&sendInitialEvents=true&resourceVersionMatch=NotOlderThan"), giveUp.Token);
        }
        catch (OperationCanceledException) when (watchdog.GaveUp && !cancel.IsCancellationRequested)
        {
            return StepOutcome.NotStreamed("the mark behind the last object never came");
        }
    }

    private async Task<StepOutcome> FollowAsync(OpenWatch watch, ApiCall call, CancellationToken cancel)
    {
        try
        {
            return await watch.FollowAsync(call, cancel);
        }
        finally
        {
            if (watch.Last.Length > 0) trust.Saw(watch.Last);
        }
    }

    private ApiCall CallFor(ResourcePath path, string from)
    {
        var seconds = random.Next(ShortestSeconds, LongestSeconds + 1);
        var target = FormattableString.Invariant($"{path.Collection}?watch=true&allowWatchBookmarks=true{from}&timeoutSeconds={seconds}");
        return ApiCall.Get("watch", kind.Kind, target, TimeSpan.FromSeconds(seconds) + Grace) with { IsWatch = true };
    }
}
