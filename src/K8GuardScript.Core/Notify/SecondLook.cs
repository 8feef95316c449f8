using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Notify;

/// <summary>Looks again at what waits, right before it is sent: what is not due any more, or not in this way, is left out.</summary>
/// <remarks>INVARIANT: a message never announces an action that does not come into question at the moment of sending.</remarks>
internal sealed class SecondLook(Ledger ledger, Outlooks outlooks)
{
    /// <summary>Has what only the server knows of the objects read, where an action is to be announced: due right before <see cref="At"/>.</summary>
    public async Task PrepareAsync(Parcel parcel, DateTimeOffset now, CancellationToken cancel)
    {
        foreach (var pending in parcel.Content.Warnings.Where(Announces))
        {
            if (ledger.Find(pending.Episode) is { } episode && pending.IsAbout(episode) && outlooks.Of(episode, now) is { } outlook)
                await outlooks.ReadAsync(outlook, cancel).ConfigureAwait(false);
        }
    }

    /// <param name="parcel">what waits</param>
    /// <param name="cluster">the cluster's name; may be empty</param>
    /// <param name="now">wall clock: times in the message count from here</param>
    /// <returns>what is left of the content, and its words</returns>
    public (ParcelContent Left, Message Message) At(Parcel parcel, string cluster, DateTimeOffset now)
    {
        var left = new List<PendingWarning>();
        var worded = new List<Warning>();
        foreach (var pending in parcel.Content.Warnings)
        {
            if (Word(pending, parcel.Content.Recipient, now) is not { } warning) continue;
            left.Add(pending);
            worded.Add(warning);
        }

        var content = left.Count == parcel.Content.Warnings.Count ? parcel.Content : parcel.Content with { Warnings = left };
        return (content, new Message(parcel.Entry.Message, cluster, content.Recipient, worded) { Notices = content.Notices });
    }

    private Warning? Word(PendingWarning pending, Recipient recipient, DateTimeOffset now)
    {
        if (ledger.Find(pending.Episode) is not { } episode || !pending.IsAbout(episode)) return null;
        if (outlooks.Of(episode, now) is not { } outlook || !outlook.Recipient.IsSame(recipient)) return null;
        if (pending.IsOwed)
        {
            // INVARIANT: what no look said may be done is not announced. It is put off: it is due again at once, or once it can be read.
            if (Announces(pending) && outlooks.IsUnread(outlook)) return null;
            return pending.IsDue(outlook) ? WarningComposer.Word(outlook, now) : null;
        }

        return IsNews(pending, outlook) ? WarningComposer.Again(pending, outlook, now) : null;
    }

    private static bool Announces(PendingWarning pending) => pending is { IsLast: true, Arms: not ActionVerb.None };

    // told by another channel: it is worth telling here as long as nothing came after it and it holds
    private static bool IsNews(PendingWarning pending, Outlook outlook)
    {
        var (episode, situation) = (outlook.Episode, outlook.Situation);
        if (episode.State != EpisodeState.Open || situation.Mode == Mode.DryRun || situation.Dormant is not null) return false;
        var told = outlook.Recipient.Counts ? episode.LastWarning?.AcceptedAt : episode.ToldAt;
        if (told?.ToUnixTimeMilliseconds() != pending.ToldAt) return false;
        if (pending.Arms == ActionVerb.None) return true;
        if (outlook.Policy.Ladder.Action != pending.Arms || situation is not { Mode: Mode.Act, OwnerCounts: true, WarnOnlyBecause: null }) return false;
        return !pending.IsLast || episode.LastWarning?.AnnouncedAction == pending.Arms;
    }
}
