using K8GuardScript.Sdk.Metering;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Sdk.Fields;

/// <summary>A list in an object; an absent one is empty. Reads in place: nothing is copied until <see cref="Where"/>.</summary>
/// <typeparam name="T"><see cref="Text"/>, <see cref="Field"/> or a view</typeparam>
public readonly struct Items<T> : IView, IItem<Items<T>>
    where T : struct, IItem<T>
{
    private readonly Field at;

    internal Items(Field at) => this.at = at;

    /// <summary>True when the object has the list, be it empty.</summary>
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.Path" />
    public string Path => at.Path;

    /// <summary>How many there are.</summary>
    public int Count => at.Count;

    Field IView.Place => at;

    /// <summary>The item at this position, from 0; absent if there is none.</summary>
    public T this[int index] => T.From(at.Child(index));

    /// <summary>True when there is at least one.</summary>
    public bool Any() => Count > 0;

    /// <summary>True when the condition holds for at least one.</summary>
    public bool Any(Func<T, bool> condition)
    {
        foreach (var item in this)
        {
            if (condition(item)) return true;
        }

        return false;
    }

    /// <summary>True when the condition holds for each, and for an empty list.</summary>
    public bool All(Func<T, bool> condition)
    {
        foreach (var item in this)
        {
            if (!condition(item)) return false;
        }

        return true;
    }

    /// <summary>For how many the condition holds.</summary>
    public int CountOf(Func<T, bool> condition)
    {
        var count = 0;
        foreach (var item in this)
        {
            if (condition(item)) count++;
        }

        return count;
    }

    /// <summary>The first one; absent if there is none.</summary>
    public T First() => Count > 0 ? this[0] : default;

    /// <summary>The first one for which the condition holds; absent if there is none.</summary>
    public T First(Func<T, bool> condition)
    {
        foreach (var item in this)
        {
            if (condition(item)) return item;
        }

        return default;
    }

    /// <summary>Those for which the condition holds, in order.</summary>
    public FrozenList<T> Where(Func<T, bool> condition)
    {
        var kept = new List<T>();
        foreach (var item in this)
        {
            if (condition(item)) kept.Add(item);
        }

        return new FrozenList<T>(kept);
    }

    /// <summary>Something of each, in order.</summary>
    public FrozenList<TResult> Select<TResult>(Func<T, TResult> pick)
    {
        var picked = new List<TResult>(Count);
        foreach (var item in this) picked.Add(pick(item));
        return new FrozenList<TResult>(picked);
    }

    /// <summary>True when one of the items is this text (ordinal).</summary>
    /// <exception cref="FieldTypeException">a list of texts holds something else</exception>
    public bool Contains(string? text)
    {
        if (text is null) return false;
        foreach (var item in new Items<Field>(at))
        {
            Fuel.Tick();
            if ((typeof(T) == typeof(Text) ? item.AsText() : item.Text) == text) return true;
        }

        return false;
    }

    /// <summary>For <c>foreach</c>.</summary>
    public Enumerator GetEnumerator() => new(at);

    /// <summary>True for the same list of the same object.</summary>
    public override bool Equals(object? obj) => obj is Items<T> other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>True when the object does not have the list.</summary>
    public static bool operator ==(Items<T> items, Absent? _) => !items.Exists;

    /// <summary>True when the object has the list.</summary>
    public static bool operator !=(Items<T> items, Absent? _) => items.Exists;

    /// <summary>The place of an item, whatever it holds.</summary>
    internal Field Place(int index) => at.Child(index);

    static Items<T> IItem<Items<T>>.From(Field item) => item.AsItems<T>();

    /// <summary>Walks the items.</summary>
    public struct Enumerator
    {
        private readonly Tape? tape;
        private readonly int container;
        private readonly int count;
        private int index = -1;

        internal Enumerator(Field list)
        {
            if (!list.ContainerOf(out var holder, out var at)) return;
            (tape, container, count) = (holder, at, holder.Count(at));
        }

        /// <summary>The item at hand.</summary>
        public readonly T Current => T.From(Field.In(tape!, container, index));

        /// <summary>Goes on; false at the end.</summary>
        public bool MoveNext() => ++index < count;
    }
}
