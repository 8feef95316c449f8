using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Watch;
using K8GuardScript.Kubernetes.Resources;
using K8GuardScript.Kubernetes.Transport;
using Microsoft.Extensions.Logging;

namespace K8GuardScript.Kubernetes.Watching;

/// <summary>
/// Keeps a sink in step with one kind for as long as it runs: list, watch, compare, and whatever it takes to go on. The steps
/// decide what comes next; this loop waits, tells the sink how things stand, and is the one place where surprises end.
/// </summary>
internal sealed class Reflector
{
    /// <summary>A watch that was open this long shows that things work.</summary>
    private static readonly TimeSpan Healthy = TimeSpan.FromMinutes(1);

    /// <summary>No server may put us off for longer.</summary>
    private static readonly TimeSpan LongestWish = TimeSpan.FromMinutes(5);

    private static readonly StepOutcome Fault = new(NextStep.ListLater, "", "failed", "a fault of this program, see its log");

    private readonly ApiClient api;
    private readonly KindName kind;
    private readonly IWatchSink sink;
    private readonly KindSteps steps;
    private readonly ILogger log;
    private readonly GrowingWait pause;
    private readonly GrowingWait lookOut;
    private string version = "";
    private string refusal = "";
    private bool isInterrupted;

    public Reflector(
        ApiClient api, ResourceCatalog catalog, KindName kind, IWatchSink sink, Random random, StreamedLists streamed, WatchOptions options)
    {
        (this.api, this.kind, this.sink) = (api, kind, sink);
        log = api.Loggers.CreateLogger("K8GuardScript.Kubernetes.Watching");
        steps = new KindSteps(api, catalog, kind, sink, random, streamed, options, log);
        pause = new GrowingWait(random);
        lookOut = new GrowingWait(random, TimeSpan.FromSeconds(10));
    }

    /// <summary>Ends when canceled and at no other time.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        StepOutcome? fault = null;
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                var outcome = fault ?? await StepAsync(cancel);
                version = outcome.Version;
                if (Tell(outcome) is { } wait) await Task.Delay(wait, api.Time, cancel);
                fault = null;
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // a fault of ours or of the sink: nothing that was learned since the last list can be relied on
                WatchLog.Failed(this.log, e, kind);
                api.Metrics.WatchEnded(kind.Kind, Fault.Reason);
                fault = fault is null ? Fault : null;

                // the sink can't even be told
                if (fault is not null) continue;
                await Task.Delay(pause.Next(), api.Time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<StepOutcome> StepAsync(CancellationToken cancel)
    {
        var from = api.Time.GetTimestamp();
        var outcome = await steps.NextAsync(version, Resume, cancel);
        if (api.Time.GetElapsedTime(from) >= Healthy && !isInterrupted) pause.Reset();
        return outcome;
    }

    private void Resume()
    {
        refusal = "";
        lookOut.Reset();
        if (!isInterrupted) return;
        isInterrupted = false;
        sink.Resumed(kind);
    }

    /// <returns>how long to wait; null when all is well</returns>
    private TimeSpan? Tell(StepOutcome outcome)
    {
        if (outcome.Next == NextStep.Watch) return null;
        if (outcome.Next is NextStep.Refused or NextStep.Absent)
        {
            if (outcome.Message != refusal) WatchLog.Refused(this.log, kind, outcome.Message);
            refusal = outcome.Message;
            sink.Refused(kind, outcome.Message);

            // a definition may come at any time, and asking for it is cheap; rights change more rarely
            return outcome.Next == NextStep.Absent ? lookOut.Next() : pause.AtCap();
        }

        var wait = pause.Next();
        if (outcome.RetryAfter is { } wish && wish > wait) wait = wish < LongestWish ? wish : LongestWish;
        WatchLog.Interrupted(this.log, kind, outcome.Reason, outcome.Message, wait);
        isInterrupted = true;
        sink.Interrupted(kind, outcome.Message);
        return wait;
    }
}
