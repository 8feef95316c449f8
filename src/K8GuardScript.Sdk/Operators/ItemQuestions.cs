using K8GuardScript.Sdk.Fields;

namespace K8GuardScript.Sdk.Operators;

/// <summary>The same operators for lists in objects.</summary>
public static class ItemQuestions
{
    /// <inheritdoc cref="Questions.Contains{T}(IEnumerable{T}, T)" />
    public static bool Contains<T>(this Items<T> source, T item)
        where T : struct, IItem<T> => Questions.Contains(Listed.Of(source), item);

    /// <inheritdoc cref="Questions.Count{T}(IEnumerable{T})" />
    public static int Count<T>(this Items<T> source)
        where T : struct, IItem<T> => source.Count;

    /// <inheritdoc cref="Questions.Count{T}(IEnumerable{T}, Func{T, bool})" />
    public static int Count<T>(this Items<T> source, Func<T, bool> condition)
        where T : struct, IItem<T> => Questions.Count(Listed.Of(source), condition);

    /// <inheritdoc cref="Questions.SequenceEqual{T}(IEnumerable{T}, IEnumerable{T})" />
    public static bool SequenceEqual<T>(this Items<T> source, IEnumerable<T> other)
        where T : struct, IItem<T> => Questions.SequenceEqual(Listed.Of(source), other);
}
