using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Settings;

namespace K8GuardScript.Core.Notify;

/// <summary>Packs what is to be told into parcels for each channel. Says what changes in the ledger; used while it commits.</summary>
internal sealed class Packing(Outbox outbox, GuardSettings settings, DateTimeOffset now)
{
    /// <summary>Warnings that are due and do not wait already; what waits and is not due any more in this way makes room for them.</summary>
    /// <param name="due">outlooks whose step is a warning</param>
    public LedgerChange Pack(IEnumerable<Outlook> due)
    {
        var fresh = due.Where(IsFresh).ToList();
        var edits = new ParcelEdits(outbox);
        foreach (var outlook in fresh) edits.Change(outlook.Episode.Key, parcel => outbox.IsClaimed(parcel.Id), _ => null);

        var packed = new List<OutboxEntry>();
        foreach (var group in Grouped(fresh))
        {
            var warnings = group.OrderBy(outlook => outlook.Episode.Key.ToString(), StringComparer.Ordinal).Select(PendingWarning.From);
            foreach (var chunk in warnings.Chunk(ParcelContent.Most)) packed.AddRange(Pack(group[0].Recipient, chunk, []));
        }

        return new LedgerChange { Outbox = [.. edits.Outbox, .. packed], Sent = [.. edits.Sent] };
    }

    /// <summary>One message for all channels of a recipient that the settings have.</summary>
    public IEnumerable<OutboxEntry> Pack(Recipient recipient, IReadOnlyList<PendingWarning> warnings, IReadOnlyList<Notice> notices)
    {
        var message = Guid.CreateVersion7(now).ToString("N");
        foreach (var channel in recipient.Channels.Distinct().Where(settings.Channels.ContainsKey))
        {
            var settles = !recipient.Counts || OwnerDirectory.CanCount(settings, channel);
            yield return Parcel.Pack(outbox.NextId(now), message, channel, now, new ParcelContent(recipient, settles, warnings, notices)).Entry;
        }
    }

    private bool IsFresh(Outlook outlook)
    {
        if (!outlook.Recipient.Channels.Any(settings.Channels.ContainsKey)) return false;
        if (outbox.Owed(outlook.Episode.Key) is not { } waiting) return true;

        // what is being sent is looked at again before the next try
        return !outbox.IsClaimed(waiting.Id)
            && !(waiting.Content.Recipient.IsSame(outlook.Recipient) && waiting.Content.Warnings.Any(warning => warning.IsOwed && warning.IsDue(outlook)));
    }

    private static List<List<Outlook>> Grouped(List<Outlook> fresh)
    {
        var groups = new Dictionary<(string, bool, string), List<Outlook>>();
        foreach (var outlook in fresh)
        {
            var recipient = outlook.Recipient;
            var address = (recipient.Name, recipient.Counts, string.Join('\n', recipient.Channels));
            if (!groups.TryGetValue(address, out var group)) groups[address] = group = [];
            group.Add(outlook);
        }

        return [.. groups.Values];
    }
}
