using System.Globalization;
using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Notify;

/// <summary>What waits to be sent, as the ledger has it, by channel and by episode. Safe from any thread.</summary>
internal sealed class Outbox
{
    // an entry is made a moment before it is written, so the oldest of a channel need not be the one that was being sent
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly SortedDictionary<string, SortedDictionary<string, Parcel>> byChannel = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Parcel> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<EpisodeKey, HashSet<string>> byEpisode = [];
    private readonly HashSet<string> claimed = new(StringComparer.Ordinal);

    // INVARIANT: what a channel may have seen, also from the process before this one, keeps its id and gets nothing added.
    private readonly HashSet<string> tried = new(StringComparer.Ordinal);
    private long last;

    public Outbox(Ledger ledger)
    {
        ledger.Written += OnWritten;
        lock (gate)
        {
            foreach (var entry in ledger.Outbox()) Put(entry);
            foreach (var waiting in byChannel.Values)
            {
                var edge = waiting.First().Value.Entry.CreatedAt + Overlap;
                tried.UnionWith(waiting.Values.Where(parcel => parcel.Entry.CreatedAt <= edge).Select(parcel => parcel.Id));
            }
        }
    }

    /// <summary>Names of the channels for which something waits.</summary>
    public IReadOnlyList<string> Channels
    {
        get
        {
            lock (gate) return [.. byChannel.Keys];
        }
    }

    /// <summary>The parcel with the warning of an episode that nobody was told yet whose word is waited for; null if another one may be due.</summary>
    public Parcel? Owed(EpisodeKey episode) => About(episode).FirstOrDefault(
        parcel => parcel.Content.Settles && parcel.Content.Warnings.Any(warning => warning.IsOwed && warning.Episode == episode));

    /// <summary>Every parcel with a warning of an episode.</summary>
    public IReadOnlyList<Parcel> About(EpisodeKey episode)
    {
        lock (gate) return byEpisode.TryGetValue(episode, out var ids) ? [.. ids.Select(id => byId[id])] : [];
    }

    /// <summary>What waits for a channel, oldest first.</summary>
    public IReadOnlyList<Parcel> For(string channel)
    {
        lock (gate) return byChannel.TryGetValue(channel, out var waiting) ? [.. waiting.Values] : [];
    }

    /// <summary>The parcel as it is now, or null if it does not wait any more.</summary>
    public Parcel? Find(string id)
    {
        lock (gate) return byId.GetValueOrDefault(id);
    }

    /// <summary>How much waits for a channel, and since when.</summary>
    public (int Count, DateTimeOffset? Oldest) Backlog(string channel)
    {
        lock (gate)
            return byChannel.TryGetValue(channel, out var waiting) ? (waiting.Count, waiting.Values.Min(parcel => parcel.Entry.CreatedAt)) : (0, null);
    }

    /// <summary>Whether somebody is sending it just now, so that it is his.</summary>
    public bool IsClaimed(string id)
    {
        lock (gate) return claimed.Contains(id);
    }

    /// <summary>Whether it may have been seen by the channel.</summary>
    public bool WasTried(string id)
    {
        lock (gate) return tried.Contains(id);
    }

    /// <summary>From now on it is the sender's.</summary>
    public void Claim(string id)
    {
        lock (gate)
        {
            claimed.Add(id);
            tried.Add(id);
        }
    }

    /// <summary>It is anybody's again, if it still waits.</summary>
    public void Release(string id)
    {
        lock (gate)
        {
            claimed.Remove(id);
            if (!byId.ContainsKey(id)) tried.Remove(id);
        }
    }

    /// <summary>An id for an entry, greater than each before it, also while the clock is set back.</summary>
    public string NextId(DateTimeOffset now)
    {
        lock (gate)
        {
            last = Math.Max(now.UtcTicks, last + 1);
            return last.ToString("x16", CultureInfo.InvariantCulture);
        }
    }

    private void OnWritten(LedgerChange change)
    {
        if (change.Outbox.Count + change.Sent.Count == 0) return;
        lock (gate)
        {
            foreach (var entry in change.Outbox) Put(entry);
            foreach (var id in change.Sent) Remove(id);
        }
    }

    private void Put(OutboxEntry entry)
    {
        Remove(entry.Id, forGood: false);
        var parcel = Parcel.Read(entry);
        byId[entry.Id] = parcel;
        if (!byChannel.TryGetValue(entry.Channel, out var waiting)) byChannel[entry.Channel] = waiting = new(StringComparer.Ordinal);
        waiting[entry.Id] = parcel;
        foreach (var warning in parcel.Content.Warnings)
        {
            if (!byEpisode.TryGetValue(warning.Episode, out var ids)) byEpisode[warning.Episode] = ids = new(StringComparer.Ordinal);
            ids.Add(entry.Id);
        }

        // the longer ids of merged parcels begin with that of the first
        var head = entry.Id.AsSpan(0, Math.Min(16, entry.Id.Length));
        if (long.TryParse(head, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number)) last = Math.Max(last, number);
    }

    private void Remove(string id, bool forGood = true)
    {
        if (forGood && !claimed.Contains(id)) tried.Remove(id);
        if (!byId.Remove(id, out var parcel)) return;
        foreach (var warning in parcel.Content.Warnings)
        {
            if (byEpisode.TryGetValue(warning.Episode, out var ids) && ids.Remove(id) && ids.Count == 0) byEpisode.Remove(warning.Episode);
        }

        var waiting = byChannel[parcel.Channel];
        waiting.Remove(id);
        if (waiting.Count == 0) byChannel.Remove(parcel.Channel);
    }
}
