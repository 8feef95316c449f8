using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Core.Guard.Breaking;

/// <summary>The objects at which one policy newly found something within a while. Not safe from several threads.</summary>
internal sealed class Openings
{
    private readonly Dictionary<ObjectKey, DateTimeOffset> openedAt = [];
    private DateTimeOffset forgotAt = DateTimeOffset.MinValue;

    /// <summary>How many there are; some may be too old since the latest <see cref="Forget"/>.</summary>
    public int Count => openedAt.Count;

    /// <summary>How many passed before, when that was counted last; null if it never was.</summary>
    public (int Passed, long Timestamp)? Counted { get; set; }

    /// <summary>An object that opened twice counts once, from the latest time on.</summary>
    public void Add(in ObjectKey judged, DateTimeOffset at)
    {
        if (!openedAt.TryGetValue(judged, out var known) || known < at) openedAt[judged] = at;
    }

    /// <summary>Leaves out what is older than an instant; not more often than each second, as there may be very many.</summary>
    public void Forget(DateTimeOffset before)
    {
        if (before >= forgotAt && before < forgotAt + TimeSpan.FromSeconds(1)) return;
        forgotAt = before;
        foreach (var (judged, at) in openedAt)
        {
            if (at <= before) openedAt.Remove(judged);
        }
    }

    public HashSet<ObjectKey> Objects() => [.. openedAt.Keys];
}
