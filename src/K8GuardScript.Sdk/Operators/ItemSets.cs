using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Operators;

/// <summary>The same operators for lists in objects.</summary>
public static class ItemSets
{
    /// <inheritdoc cref="Sets.Union{T}(IEnumerable{T}, IEnumerable{T})" />
    public static FrozenList<T> Union<T>(this Items<T> source, IEnumerable<T> other)
        where T : struct, IItem<T> => Sets.Union(Listed.Of(source), other);

    /// <inheritdoc cref="Sets.Intersect{T}(IEnumerable{T}, IEnumerable{T})" />
    public static FrozenList<T> Intersect<T>(this Items<T> source, IEnumerable<T> other)
        where T : struct, IItem<T> => Sets.Intersect(Listed.Of(source), other);

    /// <inheritdoc cref="Sets.Except{T}(IEnumerable{T}, IEnumerable{T})" />
    public static FrozenList<T> Except<T>(this Items<T> source, IEnumerable<T> other)
        where T : struct, IItem<T> => Sets.Except(Listed.Of(source), other);
}
