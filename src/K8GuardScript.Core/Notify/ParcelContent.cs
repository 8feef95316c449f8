namespace K8GuardScript.Core.Notify;

/// <summary>What one message is about.</summary>
/// <param name="Recipient">who is told</param>
/// <param name="Settles">whether the channel's word is waited for: until it comes, the same is not due again</param>
/// <param name="Warnings">in the order in which they are told</param>
/// <param name="Notices">in the order in which they are told</param>
internal sealed record ParcelContent(Recipient Recipient, bool Settles, IReadOnlyList<PendingWarning> Warnings, IReadOnlyList<Notice> Notices)
{
    /// <summary>A card with more than this would be cut by Teams (28 KB a message, so at most about 20 KB planned).</summary>
    public const int Most = 10;

    /// <summary>There is nothing to tell.</summary>
    public static readonly ParcelContent Nothing = new(Recipient.Nobody, Settles: false, [], []);

    /// <summary>How many things are told.</summary>
    public int Count => Warnings.Count + Notices.Count;

    /// <summary>Whether it says that the guard does not act as usual, or does again.</summary>
    public bool IsUrgent => Notices.Any(notice => notice.Kind is NoticeKind.BreakerTripped or NoticeKind.Pause or NoticeKind.Ledger);

    /// <summary>Whether nothing is left out that must be there; what is read may lack anything.</summary>
    public bool IsWhole =>
        Recipient is { Name: not null, Channels: not null }
        && Warnings?.All(warning => warning is { Episode: { Policy: not null, Place: not null, Object: { Kind: not null, Name: not null } } }) == true
        && Notices?.All(notice => notice is { Recipient: not null, Subject: not null, Text: not null }) == true;

    /// <summary>Whether both go to the same people in the same way.</summary>
    public bool IsAlike(ParcelContent other) => Settles == other.Settles && Recipient.IsSame(other.Recipient);

    /// <summary>Both in one.</summary>
    public ParcelContent Plus(ParcelContent other) =>
        this with { Warnings = [.. Warnings, .. other.Warnings], Notices = [.. Notices, .. other.Notices] };
}
