namespace K8GuardScript.Core.Notify;

/// <summary>Who hears of a violation.</summary>
/// <param name="Name">the team's name, or the fallback channel's</param>
/// <param name="Channels">names of the channels to tell; empty if there is nobody</param>
/// <param name="Counts">whether an acceptance may count towards an action</param>
internal sealed record Recipient(string Name, IReadOnlyList<string> Channels, bool Counts)
{
    /// <summary>There is no owner, and no fallback.</summary>
    public static readonly Recipient Nobody = new("nobody", [], Counts: false);

    /// <summary>Whether both are the same, so that one message serves for both.</summary>
    /// <remarks>INVARIANT: a fallback that is called like a team is somebody else, as its word may not count.</remarks>
    public bool IsSame(Recipient other) => Name == other.Name && Counts == other.Counts && Channels.SequenceEqual(other.Channels);
}
