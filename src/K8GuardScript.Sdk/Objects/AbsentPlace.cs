using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Objects;

/// <summary>
/// A place that an object lacks, too far from what it has, or too oddly named, to be told in a <see cref="Field"/> alone.
/// </summary>
internal sealed class AbsentPlace : IEquatable<AbsentPlace>
{
    private readonly int hash;

    /// <param name="parent">what would hold it</param>
    /// <param name="name">the key, or null for an item of a list</param>
    /// <param name="index">the position in a list</param>
    public AbsentPlace(Field parent, string? name, int index)
    {
        (Parent, Name, Index) = (parent, name, index);
        hash = HashCode.Combine(parent, name, index);
    }

    public Field Parent { get; }

    public string? Name { get; }

    public int Index { get; }

    public bool Equals(AbsentPlace? other)
    {
        // INVARIANT: nothing here calls itself: a rule may step into nothing as often as its fuel lasts
        var one = this;
        while (!ReferenceEquals(one, other))
        {
            if (one is null || other is null || one.hash != other.hash || one.Index != other.Index) return false;
            if (!string.Equals(one.Name, other.Name, StringComparison.Ordinal) || !one.Parent.IsBeside(other.Parent)) return false;
            if (one.Parent.Source is not AbsentPlace) return ReferenceEquals(one.Parent.Source, other.Parent.Source);
            (one, other) = (one.Parent.Source as AbsentPlace, other.Parent.Source as AbsentPlace);
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as AbsentPlace);

    public override int GetHashCode() => hash;
}
