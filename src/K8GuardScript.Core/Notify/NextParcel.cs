using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Notify;

/// <summary>
/// Takes what a channel is sent next: the oldest that waits, together with what waits behind it for the same people. What says that the guard
/// does not act as usual goes first, as it may come with thousands of warnings.
/// </summary>
internal static class NextParcel
{
    /// <summary>The parcel is claimed: whoever took it releases it.</summary>
    /// <returns>null if nothing waits</returns>
    public static Parcel? Take(Ledger ledger, Outbox outbox, string channel)
    {
        Parcel? taken = null;
        try
        {
            // INVARIANT: taken while the ledger commits, so that nobody changes a parcel between the look at it and its being claimed.
            ledger.Commit(() =>
            {
                var waiting = outbox.For(channel).OrderBy(parcel => !parcel.Content.IsUrgent).ToList();
                if (waiting.Count == 0) return new LedgerChange();
                var alike = Alike(waiting, outbox);
                taken = alike.Count == 1 ? alike[0] : Merged(alike);
                outbox.Claim(taken.Id);
                return alike.Count == 1 ? new LedgerChange() : new LedgerChange { Outbox = [taken.Entry], Sent = [.. alike.Select(parcel => parcel.Id)] };
            });
        }
        catch
        {
            if (taken is not null) outbox.Release(taken.Id);
            throw;
        }

        return taken;
    }

    private static List<Parcel> Alike(List<Parcel> waiting, Outbox outbox)
    {
        List<Parcel> alike = [waiting[0]];
        if (outbox.WasTried(waiting[0].Id)) return alike;
        var room = ParcelContent.Most - waiting[0].Content.Count;
        foreach (var parcel in waiting.Skip(1).Where(parcel => parcel.Content.IsAlike(waiting[0].Content)))
        {
            room -= parcel.Content.Count;

            // no later one goes before one that has no room
            if (room < 0 || outbox.WasTried(parcel.Id)) break;
            alike.Add(parcel);
        }

        return alike;
    }

    // a new message, in the place of the first in the order of ids
    private static Parcel Merged(List<Parcel> alike)
    {
        var first = alike[0].Entry;
        var content = alike.Select(parcel => parcel.Content).Aggregate((all, next) => all.Plus(next));
        var message = Guid.CreateVersion7(alike[^1].Entry.CreatedAt).ToString("N");
        return Parcel.Pack($"{first.Id}-", message, first.Channel, first.CreatedAt, content);
    }
}
