using System.Collections.Immutable;
using K8GuardScript.Core.Policies;

namespace K8GuardScript.Core.Evaluate;

/// <summary>Which policies are to judge an object (again). Immutable; the default value names none.</summary>
internal readonly record struct Wanted
{
    private readonly bool everyone;
    private readonly bool statusReaders;
    private readonly ImmutableHashSet<string>? ids;

    private Wanted(bool everyone, bool statusReaders, ImmutableHashSet<string>? ids) =>
        (this.everyone, this.statusReaders, this.ids) = (everyone, statusReaders, ids);

    /// <summary>Every policy that reads its kind.</summary>
    public static Wanted All { get; } = new(true, false, null);

    /// <summary>Those that may read <c>status</c>: nothing else of the object changed.</summary>
    public static Wanted StatusReaders { get; } = new(false, true, null);

    /// <summary>One policy.</summary>
    /// <param name="id">its id</param>
    public static Wanted Only(string id) => new(false, false, [id]);

    /// <summary>Whether this names every policy that there is.</summary>
    public bool IsEveryone => everyone;

    public bool Includes(Policy policy) => everyone || (statusReaders && policy.ReadsStatus) || ids?.Contains(policy.Id) == true;

    /// <summary>Whoever either of the two names.</summary>
    public Wanted And(Wanted other)
    {
        if (everyone || other.everyone) return All;
        var both = ids is null ? other.ids : other.ids is null || ReferenceEquals(ids, other.ids) ? ids : ids.Union(other.ids);
        return new Wanted(false, statusReaders || other.statusReaders, both);
    }
}
