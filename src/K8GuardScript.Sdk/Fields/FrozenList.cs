using System.Collections;
using System.Runtime.CompilerServices;
using K8GuardScript.Sdk.Metering;

namespace K8GuardScript.Sdk.Fields;

/// <summary>
/// A list that nobody can change: the value of a setting, a constant (<c>Frozen("a", "b")</c>,
/// <c>FrozenList&lt;string&gt; x = ["a", "b"];</c>), or what an operator gives.
/// </summary>
/// <typeparam name="T">what it holds</typeparam>
[CollectionBuilder(typeof(FrozenListBuilder), nameof(FrozenListBuilder.Create))]
public class FrozenList<T> : IReadOnlyList<T>
{
    private readonly T[] items;

    internal FrozenList(IEnumerable<T> items)
        : this([.. items], isOwn: true)
    {
    }

    private protected FrozenList(T[] items, bool isOwn) => this.items = isOwn ? items : [.. items];

    /// <summary>How many there are.</summary>
    public int Count => items.Length;

    /// <summary>The items themselves: whoever gets them only reads.</summary>
    internal T[] Raw => items;

    /// <summary>The one at this position, from 0.</summary>
    /// <exception cref="IndexOutOfRangeException">there is none</exception>
    public T this[int index] => items[index];

    /// <summary>True when there is at least one.</summary>
    public bool Any() => items.Length > 0;

    /// <summary>True when the condition holds for at least one.</summary>
    public bool Any(Func<T, bool> condition) => IndexOf(condition) >= 0;

    /// <summary>True when the condition holds for each, and for an empty list.</summary>
    public bool All(Func<T, bool> condition) => IndexOf(item => !condition(item)) < 0;

    /// <summary>For how many the condition holds.</summary>
    public int CountOf(Func<T, bool> condition)
    {
        Fuel.Charge(items.Length);
        var count = 0;
        foreach (var item in items)
        {
            if (condition(item)) count++;
        }

        return count;
    }

    /// <summary>True when it holds this; texts are compared ordinally.</summary>
    public bool Contains(T item) => Metered.IndexOf(items, item) >= 0;

    /// <summary>The first one; the type's default (absent, null, 0) if there is none.</summary>
    public T? First() => items.Length > 0 ? items[0] : default;

    /// <summary>The first one for which the condition holds; the type's default (absent, null, 0) if there is none.</summary>
    public T? First(Func<T, bool> condition) => IndexOf(condition) is var at and >= 0 ? items[at] : default;

    /// <summary>Those for which the condition holds, in order.</summary>
    public FrozenList<T> Where(Func<T, bool> condition)
    {
        Fuel.Charge(items.Length);
        var kept = new List<T>();
        foreach (var item in items)
        {
            if (condition(item)) kept.Add(item);
        }

        return FrozenList<T>.Adopt([.. kept]);
    }

    /// <summary>Something of each, in order.</summary>
    public FrozenList<TResult> Select<TResult>(Func<T, TResult> pick)
    {
        Fuel.Charge(items.Length);
        Fuel.ReserveItems<TResult>(items.Length);
        var picked = new TResult[items.Length];
        for (var i = 0; i < picked.Length; i++) picked[i] = pick(items[i]);
        return FrozenList<TResult>.Adopt(picked);
    }

    /// <summary>All of them as one text.</summary>
    public string Join(string separator)
    {
        return Metered.Join(separator, (IEnumerable<T>)items);
    }

    /// <summary>For <c>foreach</c>.</summary>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();

    /// <summary>The items, separated by commas.</summary>
    public override string ToString() => Join(", ");

    /// <summary>A list of these items, which nobody else changes from now on.</summary>
    internal static FrozenList<T> Adopt(T[] items) => new(items, isOwn: true);

    private int IndexOf(Func<T, bool> condition)
    {
        Fuel.Charge(items.Length);
        for (var i = 0; i < items.Length; i++)
        {
            if (condition(items[i])) return i;
        }

        return -1;
    }
}
