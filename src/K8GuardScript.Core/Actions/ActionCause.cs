namespace K8GuardScript.Core.Actions;

/// <summary>What lets an action happen.</summary>
internal enum ActionCause
{
    /// <summary>The last warning about a violation was heard, and its time has passed.</summary>
    Ladder,

    /// <summary>A schedule wished it.</summary>
    Schedule,

    /// <summary>It takes another one back.</summary>
    Undo,
}
