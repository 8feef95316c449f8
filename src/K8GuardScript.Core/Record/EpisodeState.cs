namespace K8GuardScript.Core.Record;

/// <summary>Where an episode stands.</summary>
internal enum EpisodeState
{
    /// <summary>The object violates, and the ladder is climbed.</summary>
    Open,

    /// <summary>The guard acted; it stays so until the object complies, or somebody undoes the action.</summary>
    Contained,

    /// <summary>The object complies, or is gone. The count is kept for a while.</summary>
    Resolved,

    /// <summary>The policy went away; nothing is said of the object. The count is kept for a while.</summary>
    Withdrawn,

    /// <summary>The object violates, and an exemption says that it may for now. Nothing is told or done.</summary>
    Exempt,
}

/// <summary>Words for the states.</summary>
internal static class EpisodeStates
{
    /// <summary>The word that answers and the database use.</summary>
    public static string Word(this EpisodeState state) => state switch
    {
        EpisodeState.Open => "open",
        EpisodeState.Contained => "contained",
        EpisodeState.Resolved => "resolved",
        EpisodeState.Exempt => "exempt",
        _ => "withdrawn",
    };

    /// <summary>Why nothing is due in this state, for people.</summary>
    public static string Explain(EpisodeState state) => state switch
    {
        EpisodeState.Contained => "contained: an action was taken",
        EpisodeState.Resolved => "resolved",
        EpisodeState.Withdrawn => "the policy is gone",
        EpisodeState.Exempt => "exempt",
        _ => "open",
    };

    /// <summary>The reverse of <see cref="Word"/>.</summary>
    /// <exception cref="FormatException">the word is none of the five</exception>
    public static EpisodeState Parse(string word) => word switch
    {
        "open" => EpisodeState.Open,
        "contained" => EpisodeState.Contained,
        "resolved" => EpisodeState.Resolved,
        "withdrawn" => EpisodeState.Withdrawn,
        "exempt" => EpisodeState.Exempt,
        _ => throw new FormatException($"`{word}` is no state of an episode"),
    };
}
