using K8GuardScript.Core.Actions;

namespace K8GuardScript.Core.Schedules;

/// <summary>Tells what undoing a run of a schedule means. Pure.</summary>
internal static class UndoTargets
{
    /// <param name="actions">all that are recorded</param>
    /// <param name="run">the run's id</param>
    /// <param name="kept">actions of earlier runs that keep an object as the run wished it</param>
    /// <returns>those that were done, or may have been, and are not undone yet</returns>
    public static IReadOnlyList<ActionRecord> Of(IReadOnlyList<ActionRecord> actions, string run, IReadOnlySet<string> kept)
    {
        var undone = actions
            .Where(action => action is { Undoes: not null, State: ActionState.Done })
            .Select(action => action.Undoes!).ToHashSet(StringComparer.Ordinal);
        return [.. actions.Where(action =>
            action.Cause == ActionCause.Schedule
            && (action.Run == run || kept.Contains(action.Id))
            && action.State != ActionState.Refused
            && action.PartOf is null
            && !undone.Contains(action.Id))];
    }
}
