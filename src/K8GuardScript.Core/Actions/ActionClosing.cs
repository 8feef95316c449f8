using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Actions;

/// <summary>What changes in the ledger when an action turns out to be done. Pure.</summary>
internal static class ActionClosing
{
    /// <param name="record">the action</param>
    /// <param name="onObject">every episode of the object, of whatever policy, as the ledger has them now</param>
    /// <param name="now">when it was known</param>
    public static LedgerChange Done(ActionRecord record, IReadOnlyList<Episode> onObject, DateTimeOffset now) => new()
    {
        Actions = [record with { State = ActionState.Done, Note = "", FinishedAt = now }],

        // INVARIANT: one action contains all that is wrong with its object, so that undoing it is answered by a last warning
        // and not by the next policy's action. What was found elsewhere leads to none, and stays.
        Episodes = [.. onObject
            .Where(episode => episode.State == EpisodeState.Open && episode.Key is { Source: null, Child: null })
            .Select(episode => episode with { State = EpisodeState.Contained, ClosedAt = now, ActionId = record.Id })],
    };
}
