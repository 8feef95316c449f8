using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Watch;

/// <summary>What a store holds of one kind.</summary>
internal sealed class KindShelf
{
    /// <summary>By namespace and name.</summary>
    public Dictionary<(string Namespace, string Name), KubeObject> Objects { get; private set; } = [];

    /// <summary>What a list that began has told so far; null when none began.</summary>
    public Dictionary<(string Namespace, string Name), KubeObject>? Incoming { get; set; }

    public bool WasListed { get; private set; }

    public KindState State { get; set; } = KindState.Pending;

    /// <summary>Whether what is known is all that there is, or was when it was last in reach.</summary>
    public bool IsSeen => State.Status is KindStatus.Synced or KindStatus.Interrupted;

    /// <summary>The object that is known under a stamp's name.</summary>
    public KubeObject? Known(ObjectStamp stamp) => Objects.GetValueOrDefault(stamp.Key);

    /// <summary>
    /// Whether an event about an object tells nothing that is not known: the same version again, or, for what is comparable,
    /// one from before it. Events are repeated after a break, and by servers.
    /// </summary>
    public bool IsOldNews(ObjectStamp stamp)
    {
        if (Known(stamp) is not { } known || stamp.Version.Length == 0) return false;
        return VersionOrder.Compare(stamp.Version, known.ResourceVersion) is { } order
            && (order < 0 || (order == 0 && known.Uid == stamp.Uid));
    }

    /// <summary>Whether an event that says an object is gone speaks of the one that is known, and not of one before it.</summary>
    public bool IsGoneBy(ObjectStamp stamp)
    {
        if (Known(stamp) is not { } known) return false;

        // INVARIANT: what can't be ordered takes no object of another uid away; a later list finds what is really gone
        return known.Uid == stamp.Uid
            ? !VersionOrder.IsOlder(stamp.Version, known.ResourceVersion)
            : VersionOrder.IsOlder(known.ResourceVersion, stamp.Version);
    }

    /// <summary>The list that began is complete: what it told is all there is.</summary>
    /// <param name="gone">gets what was known and is not there, or is there with another uid</param>
    /// <param name="changed">gets what is new, with what was known of it</param>
    public ListChange Replace(List<KubeObject> gone, List<(KubeObject Item, KubeObject? Before)> changed)
    {
        var incoming = Incoming!;
        foreach (var (name, old) in Objects)
        {
            if (!incoming.TryGetValue(name, out var item) || item.Uid != old.Uid) gone.Add(old);
        }

        var added = 0;
        foreach (var (name, item) in incoming)
        {
            var known = Objects.GetValueOrDefault(name);
            if (known is not null && known.Uid != item.Uid) known = null;
            if (known is not null && known.ResourceVersion == item.ResourceVersion) continue;
            if (known is null) added++;
            changed.Add((item, known));
        }

        (Objects, Incoming, WasListed, State) = (incoming, null, true, KindState.Synced);
        return new ListChange(added, changed.Count - added, gone.Count);
    }
}
