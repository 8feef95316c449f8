using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Actions;

/// <summary>What changes in the ledger when an action turns out to be done. Pure.</summary>
internal static class ActionClosing
{
    /// <param name="record">the action</param>
    /// <param name="episode">the episode as it is in the ledger now, or null</param>
    /// <param name="now">when it was known</param>
    public static LedgerChange Done(ActionRecord record, Episode? episode, DateTimeOffset now) => new()
    {
        Actions = [record with { State = ActionState.Done, Note = "", FinishedAt = now }],
        Episodes = episode is { State: EpisodeState.Open }
            ? [episode with { State = EpisodeState.Contained, ClosedAt = now, ActionId = record.Id }]
            : [],
    };
}
