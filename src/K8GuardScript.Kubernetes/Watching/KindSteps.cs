using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Watch;
using K8GuardScript.Kubernetes.Resources;
using K8GuardScript.Kubernetes.Transport;
using Microsoft.Extensions.Logging;

namespace K8GuardScript.Kubernetes.Watching;

/// <summary>The steps by which one kind is kept in step: find its path, list or stream it, watch it, compare it now and then.</summary>
internal sealed class KindSteps
{
    /// <summary>A kind whose streamed list failed so often in a row, for whatever reason, is listed page by page.</summary>
    private const int MostSetbacks = 3;

    private readonly ApiClient api;
    private readonly ResourceCatalog catalog;
    private readonly KindName kind;
    private readonly IWatchSink sink;
    private readonly StreamedLists streamed;
    private readonly ILogger log;
    private readonly ItemFeed feed;
    private readonly ListTrust trust;
    private readonly KindLister lister;
    private readonly KindWatcher watcher;
    private readonly ServerPosition position;
    private readonly CompareClock compare;
    private bool isBroken;
    private int setbacks;
    private int shortWatches;

    public KindSteps(
        ApiClient api, ResourceCatalog catalog, KindName kind, IWatchSink sink, Random random, StreamedLists streamed, WatchOptions options,
        ILogger log)
    {
        (this.api, this.catalog, this.kind, this.sink, this.streamed, this.log) = (api, catalog, kind, sink, streamed, log);
        feed = new ItemFeed(kind, sink);
        trust = new ListTrust(log, kind);
        lister = new KindLister(api, kind, sink, feed, trust);
        watcher = new KindWatcher(api, kind, feed, trust, random);
        position = new ServerPosition(api, kind);
        compare = new CompareClock(options.CompareEvery, api.Time, random);
    }

    /// <summary>Goes on from a version, or starts anew where there is none.</summary>
    /// <param name="version">up to which all is known; may be empty</param>
    /// <param name="opened">called when what is known is up to date and is kept so by a watch</param>
    /// <param name="cancel">ends it</param>
    /// <exception cref="OperationCanceledException">the caller gave up</exception>
    public async Task<StepOutcome> NextAsync(string version, Action opened, CancellationToken cancel)
    {
        var resolved = await catalog.ResolveAsync(kind, cancel);
        if (resolved.Path is not { } path) return StepOutcome.From(resolved);

        var outcome = version.Length == 0
            ? await StartAsync(path, opened, cancel)
            : await GoOnAsync(path, version, opened, cancel);
        if (outcome.Next == NextStep.Refused) catalog.Forget(kind);

        // INVARIANT: once a connection broke, what answers next may be another server, or the same one restored
        isBroken = outcome.Next == NextStep.WatchLater && (isBroken || outcome.Reason is "lost" or "deadline" or "unreachable");
        return outcome.Next == NextStep.Confirm ? await ConfirmAsync(outcome, cancel) : outcome;
    }

    private async Task<StepOutcome> StartAsync(ResourcePath path, Action opened, CancellationToken cancel)
    {
        if (setbacks >= MostSetbacks || !await streamed.AreOfferedAsync(cancel)) return await ListAsync(path, cancel);

        using var initial = new InitialPart(kind, sink, feed, trust);
        api.Metrics.ListBegun(kind.Kind);
        var outcome = await watcher.StreamAsync(path, initial, Complete, late => WatchLog.StreamIsLate(log, kind, late), cancel);
        api.Metrics.WatchEnded(kind.Kind, outcome.Reason);
        setbacks = initial.IsTaken ? 0 : setbacks + 1;
        if (outcome.Next != NextStep.ListPages) return outcome;

        initial.Dispose();
        streamed.GiveUp(outcome.Message);
        return await ListAsync(path, cancel);

        void Complete()
        {
            compare.Restart();
            opened();
        }
    }

    private async Task<StepOutcome> ListAsync(ResourcePath path, CancellationToken cancel)
    {
        var outcome = await lister.ListAsync(path, cancel);
        if (outcome.Next != NextStep.Watch) return outcome;
        compare.Restart();
        setbacks = 0;
        return outcome;
    }

    private async Task<StepOutcome> GoOnAsync(ResourcePath path, string version, Action opened, CancellationToken cancel)
    {
        if (compare.IsDue) return await CompareAsync(path, version, cancel);
        if (isBroken && await position.CheckAsync(path, version, cancel) is { } other) return other;

        var from = api.Time.GetTimestamp();
        var outcome = await watcher.WatchAsync(path, version, opened, cancel);
        if (outcome.Next == NextStep.Watch) outcome = NotTooOften(outcome, api.Time.GetElapsedTime(from));
        api.Metrics.WatchEnded(kind.Kind, outcome.Reason);
        return outcome;
    }

    /// <summary>A proper end may come at any moment, but a server that ends each watch behind its first event is not hammered.</summary>
    private StepOutcome NotTooOften(StepOutcome ended, TimeSpan after)
    {
        shortWatches = after < OpenWatch.TooShort ? shortWatches + 1 : 0;
        return shortWatches <= 1
            ? ended
            : new StepOutcome(NextStep.WatchLater, ended.Version, "too_short", "the server ends one watch after the other at once");
    }

    /// <summary>
    /// Between two watches all is known up to one version, so a list at that version must change nothing. Only such a list can
    /// be held against the watch; another one puts right what was missed, but what it changes may be news.
    /// </summary>
    private async Task<StepOutcome> CompareAsync(ResourcePath path, string version, CancellationToken cancel)
    {
        var (outcome, change) = await lister.ListAtAsync(path, version, cancel);
        if (outcome.Next == NextStep.Watch) compare.Restart();
        if (change is not { } found) return outcome;

        api.Metrics.Compared(kind.Kind, found.Total);
        if (found.Total > 0) WatchLog.Diverged(log, kind, version, found.Added, found.Changed, found.Removed);
        return outcome;
    }

    private async Task<StepOutcome> ConfirmAsync(StepOutcome unknown, CancellationToken cancel)
    {
        var resolved = await catalog.ConfirmAsync(kind, cancel);
        return resolved.Path is null
            ? StepOutcome.From(resolved)
            : new StepOutcome(NextStep.ListLater, "", "not_served", $"the server says that it has the kind, and not where: {unknown.Message}");
    }
}
