using K8GuardScript.Core;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Guard;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Show;
using K8GuardScript.Metrics;
using K8GuardScript.Terminal;

namespace K8GuardScript.Worker;

/// <summary>Carries out the actions that are due, one after another.</summary>
internal sealed class ActionLoop(
    EscalationLoop escalation,
    Actor actor,
    OutcomeLookUp lookUp,
    RevertNamer namer,
    UndoDesk desk,
    AutoUndo autoUndo,
    UndoTelling undone,
    ActionEvents events,
    Ledger ledger,
    ChangeRouter router,
    ChangeQueue queue,
    OwnWrites ownWrites,
    GuardRails rails,
    HappeningLog happenings,
    GuardMetrics metrics,
    TimeProvider clock,
    ILogger<ActionLoop> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private readonly BackOff<EpisodeKey> backOff = new(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(15), clock);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await router.Settled.WaitAsync(stoppingToken).ConfigureAwait(false);
        desk.Settled += undone.Tell;
        lookUp.Found += undone.TellFound;
        ownWrites.Ended += key => queue.Enqueue(key, Wanted.All);
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                await RunAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // INVARIANT: one bad round never ends the loop, and never counts as done.
                WorkerLog.LoopFailed(log, failure, "action");
            }
        }
    }

    private async Task RunAsync(CancellationToken cancel)
    {
        if (ledger.UnsettledActions() is { Count: > 0 } open)
        {
            await lookUp.SettleAsync(cancel).ConfigureAwait(false);

            // what became of the object before that was known is a revert only now
            var left = ledger.UnsettledActions().Select(action => action.Id).ToHashSet();
            foreach (var action in open.Where(action => !left.Contains(action.Id))) queue.Enqueue(action.Target, Wanted.All);
        }

        await TakeBackAsync(cancel).ConfigureAwait(false);
        var unsettled = Unsettled();

        // INVARIANT: while the outcome of an action is not known, nothing is done again about that episode.
        foreach (var due in escalation.TakeActions().Where(due => !unsettled.Contains(due.Episode.Key)))
        {
            // what was recorded since the look may be that it is done
            if (!backOff.Allows(due.Episode.Key) || ledger.Find(due.Episode.Key) != due.Episode) continue;

            // what a rail puts off costs no request, and is due at once when the rail lets it through
            if (rails.FirstNo(due.Question! with { Now = clock.GetUtcNow() }) is not null) continue;
            try
            {
                Tell(due, await actor.ActAsync(due, cancel).ConfigureAwait(false));
            }
            catch
            {
                // one that breaks ends the round, and in the next it must not keep the others from their turn
                backOff.Failed(due.Episode.Key);
                throw;
            }
        }
    }

    // what somebody ordered comes first: he may be waiting for it
    private async Task TakeBackAsync(CancellationToken cancel)
    {
        foreach (var (episode, action) in await namer.NameAsync(cancel).ConfigureAwait(false)) undone.TellRevert(episode, action);
        if (desk.HasOpen) await desk.CarryOutAsync(cancel).ConfigureAwait(false);
        foreach (var (action, report) in await autoUndo.CarryOutAsync(cancel).ConfigureAwait(false)) undone.Tell(action, report);
    }

    private HashSet<EpisodeKey> Unsettled() =>
        [.. ledger.UnsettledActions().Select(action => action.Episode).OfType<EpisodeKey>()];

    private void Tell(Outlook due, ActionReport report)
    {
        var (key, verb) = (due.Episode.Key, due.Policy.Ladder.Action.ToString().ToLowerInvariant());
        metrics.Acted(verb, report.Result.ToString().ToLowerInvariant());
        if (report.Result == ActionResult.Done)
        {
            backOff.Succeeded(key);
            var done = $"{key.Object}: {report.Record!.Outcome}, after {CountedWords.Of(due.Episode.AcceptedWarnings, "warning")}, for {due.Episode.Message}";
            happenings.Tell(HappeningKind.Acted, done, key.Policy, key.Object);
            events.Acted(report.Record, due.Episode.Message);
            return;
        }

        backOff.Failed(key);

        // what waits is shown with its violation; told each time it would drown the rest
        if (report.Result == ActionResult.Held) return;
        var planned = ActionPlanner.Outcome(due.Policy.Ladder.Action, due.Episode.Kind, due.Policy.Ladder.Mark);
        happenings.Tell(HappeningKind.NotActed, $"{key.Object}: not {planned}: {report.Why}", key.Policy, key.Object);
    }
}
