using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Reading;

/// <summary>Turns changes of the store into what a watch with a selection sees of them.</summary>
internal static class WatchEvents
{
    /// <summary>
    /// Null where the change is outside the selection. An object that stops matching is DELETED in its last matching state,
    /// with the version of the change that took it out.
    /// </summary>
    public static (string Type, StoredObject Object)? Of(Change change, Selection selection)
    {
        var before = change.Before is { } old && selection.Matches(old) ? old : null;
        var after = change.After is { } now && selection.Matches(now) ? now : null;
        return (before, after) switch
        {
            (null, null) => null,
            (null, { } added) => ("ADDED", added),
            ({ } gone, null) => ("DELETED", gone.At(change.Revision)),
            (_, { } modified) => ("MODIFIED", modified),
        };
    }
}
