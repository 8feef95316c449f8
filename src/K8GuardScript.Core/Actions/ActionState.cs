namespace K8GuardScript.Core.Actions;

/// <summary>How far an action came.</summary>
internal enum ActionState
{
    /// <summary>Decided and stored; the request may or may not have been sent.</summary>
    Intended,

    /// <summary>The cluster shows it.</summary>
    Done,

    /// <summary>Not done, and <see cref="ActionRecord.Note"/> says why.</summary>
    Refused,

    /// <summary>Nobody knows yet; the object is looked at before anything else.</summary>
    Unknown,
}

/// <summary>Words for the states.</summary>
internal static class ActionStates
{
    public static string Word(this ActionState state) => state switch
    {
        ActionState.Intended => "intended",
        ActionState.Done => "done",
        ActionState.Refused => "refused",
        _ => "unknown",
    };

    /// <exception cref="FormatException">the word is none of the four</exception>
    public static ActionState Parse(string word) => word switch
    {
        "intended" => ActionState.Intended,
        "done" => ActionState.Done,
        "refused" => ActionState.Refused,
        "unknown" => ActionState.Unknown,
        _ => throw new FormatException($"`{word}` is no state of an action"),
    };
}
