using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Notify;

/// <summary>Collects changes of parcels that wait, so that all are written together. Used while the ledger commits.</summary>
internal sealed class ParcelEdits(Outbox outbox)
{
    private readonly Dictionary<string, Parcel> edited = new(StringComparer.Ordinal);

    /// <summary>The parcels that hold something after the changes.</summary>
    public IEnumerable<OutboxEntry> Outbox => edited.Values.Where(parcel => parcel.Content.Count > 0).Select(parcel => parcel.Entry);

    /// <summary>Ids of those that hold nothing any more.</summary>
    public IEnumerable<string> Sent => edited.Values.Where(parcel => parcel.Content.Count == 0).Select(parcel => parcel.Id);

    /// <summary>Changes the warnings of an episode wherever they wait.</summary>
    /// <param name="episode">of which episode</param>
    /// <param name="except">whether a parcel is left as it is</param>
    /// <param name="change">gives the warning that is there instead, or null for none</param>
    public void Change(EpisodeKey episode, Func<Parcel, bool> except, Func<PendingWarning, PendingWarning?> change)
    {
        foreach (var parcel in outbox.About(episode).Where(parcel => !except(parcel)))
        {
            var before = edited.GetValueOrDefault(parcel.Id, parcel);
            var after = before.Content.Warnings
                .Select(warning => warning.Episode == episode ? change(warning) : warning).OfType<PendingWarning>().ToList();
            if (!after.SequenceEqual(before.Content.Warnings))
                edited[parcel.Id] = before.With(before.Content with { Warnings = after });
        }
    }
}
