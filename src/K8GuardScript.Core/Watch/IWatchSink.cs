using K8GuardScript.Core.Cluster;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Watch;

/// <summary>
/// Takes what a list-watch learns about one kind. Calls for one kind come one after another from one task; calls for
/// different kinds may overlap. Spans are only valid during the call.
/// </summary>
/// <remarks>
/// INVARIANT: an error is never a deletion. Only <see cref="EndList"/> (for what the list left out) and
/// <see cref="Deleted"/> take objects away.
/// </remarks>
internal interface IWatchSink
{
    /// <summary>A full list starts; nothing is dropped before <see cref="EndList"/>.</summary>
    void BeginList(KindName kind);

    /// <summary>One object of the list that began.</summary>
    /// <param name="kind">its kind; items of built-in lists do not name it themselves</param>
    /// <param name="json">the whole object as UTF-8 JSON</param>
    /// <exception cref="ObjectFormatException">the object can't be read; the list can't be completed</exception>
    void Listed(KindName kind, ReadOnlySpan<byte> json);

    /// <summary>An object that the list which began has told of was deleted before the list was complete.</summary>
    /// <param name="kind">its kind</param>
    /// <param name="json">its last state</param>
    /// <exception cref="ObjectFormatException">as <see cref="Listed"/></exception>
    void Unlisted(KindName kind, ReadOnlySpan<byte> json);

    /// <summary>The list was complete and consistent: what it did not hold is gone, and the kind is synced.</summary>
    /// <returns>what the list changed in what was known</returns>
    ListChange EndList(KindName kind);

    /// <summary>The list that began failed; what came with it is dropped and what was known stays.</summary>
    void AbandonList(KindName kind);

    /// <summary>An object was added or modified. What is known already, or is older than what is known, changes nothing.</summary>
    /// <exception cref="ObjectFormatException">the object can't be read; nothing changed</exception>
    void Changed(KindName kind, ReadOnlySpan<byte> json);

    /// <summary>
    /// An object was deleted; <paramref name="json"/> is its last state, with the version of the deletion. One that was created
    /// anew since is not taken away.
    /// </summary>
    /// <exception cref="ObjectFormatException">the object can't be read; nothing changed</exception>
    void Deleted(KindName kind, ReadOnlySpan<byte> json);

    /// <summary>The server refuses this kind (403) or does not know it (404); it is asked again from time to time.</summary>
    /// <param name="kind">the kind</param>
    /// <param name="reason">the server's words, for people</param>
    void Refused(KindName kind, string reason);

    /// <summary>The kind can't be reached just now; what is known may be old. Ends with the next successful list or watch.</summary>
    /// <param name="kind">the kind</param>
    /// <param name="reason">what failed, for people; holds no secret</param>
    void Interrupted(KindName kind, string reason);

    /// <summary>A watch is open, or was opened again, after <see cref="Interrupted"/>.</summary>
    void Resumed(KindName kind);
}
