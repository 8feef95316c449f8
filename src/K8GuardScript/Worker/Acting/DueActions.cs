using K8GuardScript.Core;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Guard.Rails;
using K8GuardScript.Core.Record;

namespace K8GuardScript.Worker.Acting;

/// <summary>Carries out the ladder's actions that the latest round found due, one after another.</summary>
internal sealed class DueActions(
    EscalationLoop escalation, Actor actor, GuardRails rails, Ledger ledger, ActionTelling telling, TimeProvider clock)
{
    private readonly BackOff<EpisodeKey> backOff = new(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(15), clock);

    /// <summary>One round. What can't be done now is tried less and less often.</summary>
    public async Task CarryOutAsync(CancellationToken cancel)
    {
        // INVARIANT: while the outcome of an action is not known, nothing is done again about that episode.
        var unsettled = ledger.UnsettledActions().Select(action => action.Episode).OfType<EpisodeKey>().ToHashSet();
        foreach (var due in escalation.TakeActions().Where(due => !unsettled.Contains(due.Episode.Key)))
        {
            // what was recorded since the look may be that it is done
            if (!backOff.Allows(due.Episode.Key) || ledger.Find(due.Episode.Key) != due.Episode) continue;

            // what a rail puts off costs no request, and is due at once when the rail lets it through
            if (rails.FirstNo(due.Question! with { Now = clock.GetUtcNow() }) is not null) continue;
            await ActAsync(due, cancel).ConfigureAwait(false);
        }
    }

    private async Task ActAsync(Outlook due, CancellationToken cancel)
    {
        // also for one that breaks and so ends the round: in the next it must not keep the others from their turn
        backOff.Failed(due.Episode.Key);
        var report = await actor.ActAsync(due, cancel).ConfigureAwait(false);
        if (report.Result == ActionResult.Done) backOff.Succeeded(due.Episode.Key);
        telling.Tell(due, report);
    }
}
