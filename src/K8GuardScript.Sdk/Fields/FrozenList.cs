using System.Collections;

namespace K8GuardScript.Sdk.Fields;

/// <summary>A list that nobody can change: the value of a setting, or what a query found.</summary>
/// <typeparam name="T">what it holds</typeparam>
public sealed class FrozenList<T> : IReadOnlyList<T>
{
    private readonly T[] items;

    internal FrozenList(IEnumerable<T> items) => this.items = [.. items];

    /// <summary>How many there are.</summary>
    public int Count => items.Length;

    /// <summary>The one at this position, from 0.</summary>
    /// <exception cref="IndexOutOfRangeException">there is none</exception>
    public T this[int index] => items[index];

    /// <summary>True when there is at least one.</summary>
    public bool Any() => items.Length > 0;

    /// <summary>True when the condition holds for at least one.</summary>
    public bool Any(Func<T, bool> condition) => Array.Exists(items, item => condition(item));

    /// <summary>True when the condition holds for each, and for an empty list.</summary>
    public bool All(Func<T, bool> condition) => Array.TrueForAll(items, item => condition(item));

    /// <summary>For how many the condition holds.</summary>
    public int CountOf(Func<T, bool> condition)
    {
        var count = 0;
        foreach (var item in items)
        {
            if (condition(item)) count++;
        }

        return count;
    }

    /// <summary>True when it holds this; texts are compared ordinally.</summary>
    public bool Contains(T item) => Array.IndexOf(items, item) >= 0;

    /// <summary>The first one for which the condition holds; the type's default (absent, null, 0) if there is none.</summary>
    public T? First(Func<T, bool> condition) => Array.Find(items, item => condition(item));

    /// <summary>Those for which the condition holds, in order.</summary>
    public FrozenList<T> Where(Func<T, bool> condition) => new(Array.FindAll(items, item => condition(item)));

    /// <summary>Something of each, in order.</summary>
    public FrozenList<TResult> Select<TResult>(Func<T, TResult> pick) => new(Array.ConvertAll(items, item => pick(item)));

    /// <summary>All of them as one text.</summary>
    public string Join(string separator) => string.Join(separator, items);

    /// <summary>For <c>foreach</c>.</summary>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();

    /// <summary>The items, separated by commas.</summary>
    public override string ToString() => Join(", ");
}
