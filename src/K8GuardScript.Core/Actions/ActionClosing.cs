using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Actions;

/// <summary>What changes in the ledger when an action turns out to be done. Pure.</summary>
internal static class ActionClosing
{
    /// <param name="record">the action; no undo</param>
    /// <param name="onObject">every episode of the object, of whatever policy, as the ledger has them now</param>
    /// <param name="now">when it was known</param>
    public static LedgerChange Done(ActionRecord record, IReadOnlyList<Episode> onObject, DateTimeOffset now) => new()
    {
        Actions = [Finished(record, now)],

        // INVARIANT: one action contains all that is wrong with its object, so that undoing it is answered by a last warning
        // and not by the next policy's action. What was found elsewhere leads to none, and stays. So does what is exempt: it is not wrong
        // for now. But what was exempted while its own action was under way is contained, so that a revert is one after the exemption too.
        Episodes = [.. onObject
            .Where(episode => episode.State switch
            {
                EpisodeState.Open => Contains(record, episode),
                EpisodeState.Exempt => episode.Key == record.Episode,
                _ => IsAway(record, episode),
            })
            .Select(episode => episode.State == EpisodeState.Withdrawn
                ? episode with { ActionId = record.Id }
                : episode with { State = EpisodeState.Contained, ClosedAt = now, ActionId = record.Id })],
    };

    // its policy went before the outcome was known: when it comes back, the action stands, or somebody reverted it
    private static bool IsAway(ActionRecord record, Episode episode) => episode.State == EpisodeState.Withdrawn && episode.Key == record.Episode;

    /// <summary>What changes once an action is undone.</summary>
    /// <param name="record">the undo</param>
    /// <param name="undone">the action that it undoes</param>
    /// <param name="onObject">every episode of the object that is alive, as the ledger has them now</param>
    /// <param name="now">when it was known</param>
    /// <param name="hold">for how long nothing is done about the object then, if a person undid it; null if the guard did</param>
    public static LedgerChange Undone(
        ActionRecord record, ActionRecord undone, IReadOnlyList<Episode> onObject, DateTimeOffset now, TimeSpan? hold) => new()
        {
            Actions = [Finished(record, now)],
            Episodes = hold is { } span
            ? [.. onObject.Where(episode => episode is { IsAlive: true, Key.Source: null }).Select(episode => Held(episode, record, undone, now, now + span))]
            : [],
        };

    // INVARIANT: whatever policy it is, nothing is done again to an object that a person took back from the guard, until the hold ends.
    private static Episode Held(Episode episode, ActionRecord record, ActionRecord undone, DateTimeOffset now, DateTimeOffset until)
    {
        var held = EscalationRound.Disarm(episode) with { HeldUntil = until };
        return episode.State == EpisodeState.Contained && episode.ActionId == undone.Id
            ? held with
            {
                State = EpisodeState.Open,
                OpenedAt = now,
                ClosedAt = null,
                ActionId = null,
                Reverts = episode.Reverts + 1,
                RevertedBy = record.By,
            }
            : held;
    }

    // a mark on an object stops nothing, so it answers nobody else's violation; a schedule's action answers none at all
    private static bool Contains(ActionRecord record, Episode episode) => record switch
    {
        { Cause: not ActionCause.Ladder } or { PartOf: not null } => false,
        { Verb: ActionVerb.Label or ActionVerb.Annotate } => episode.Key == record.Episode,
        _ => episode.Key is { Source: null, Child: null },
    };

    private static ActionRecord Finished(ActionRecord record, DateTimeOffset now) =>
        record with { State = ActionState.Done, Note = "", FinishedAt = now };
}
