namespace K8GuardScript.Core.Watch;

/// <summary>How well the guard sees one kind.</summary>
internal enum KindStatus
{
    /// <summary>No list came through yet.</summary>
    Pending,

    /// <summary>Listed, and watched.</summary>
    Synced,

    /// <summary>Listed once, but out of reach just now: what is known may be old.</summary>
    Interrupted,

    /// <summary>The server does not let us see it, or does not have it.</summary>
    Refused,
}

/// <param name="Status">which of the four</param>
/// <param name="Reason">the server's words or what failed; empty when synced</param>
internal sealed record KindState(KindStatus Status, string Reason)
{
    /// <summary>Before the first list.</summary>
    public static readonly KindState Pending = new(KindStatus.Pending, "not listed yet");

    /// <summary>All is well.</summary>
    public static readonly KindState Synced = new(KindStatus.Synced, "");
}
