namespace K8GuardScript.Sdk.Fields;

/// <summary>Texts by key, such as labels and annotations; an absent map is empty.</summary>
public readonly struct TextMap : IView
{
    private readonly Field at;

    internal TextMap(Field at) => this.at = at;

    /// <summary>True when the object has the map, be it empty.</summary>
    public bool Exists => at.Exists;

    /// <inheritdoc cref="Field.Path" />
    public string Path => at.Path;

    /// <summary>How many keys there are.</summary>
    public int Count => at.Count;

    Field IView.Place => at;

    /// <summary>The value of this key, absent if there is none.</summary>
    /// <exception cref="FieldTypeException">the value is no text</exception>
    public Text this[string key] => at.TryMember(key, out var member) ? member.AsText() : default;

    /// <summary>True when the key is there, whatever its value.</summary>
    public bool Has(string key) => at.TryMember(key, out _);

    /// <summary>The value of this key as a place that a finding can point at.</summary>
    public Field At(string key) => at[key];

    /// <summary>True when there is at least one key.</summary>
    public bool Any() => Count > 0;

    /// <summary>True when the condition holds for at least one key and its value.</summary>
    public bool Any(Func<string, Text, bool> condition)
    {
        foreach (var (key, value) in this)
        {
            if (condition(key, value)) return true;
        }

        return false;
    }

    /// <summary>For <c>foreach (var (key, value) in labels)</c>.</summary>
    public Enumerator GetEnumerator() => new(at);

    /// <summary>True for the same map of the same object.</summary>
    public override bool Equals(object? obj) => obj is TextMap other && at.Equals(other.at);

    /// <inheritdoc />
    public override int GetHashCode() => at.GetHashCode();

    /// <summary>True when the object does not have the map.</summary>
    public static bool operator ==(TextMap map, Absent? _) => !map.Exists;

    /// <summary>True when the object has the map.</summary>
    public static bool operator !=(TextMap map, Absent? _) => map.Exists;

    /// <summary>Walks keys and values, in the object's order.</summary>
    public struct Enumerator
    {
        private readonly Field map;
        private readonly int count;
        private int index = -1;

        internal Enumerator(Field map) => (this.map, count) = (map, map.Count);

        /// <summary>The key and value at hand.</summary>
        public readonly KeyValuePair<string, Text> Current
        {
            get
            {
                var member = map.Child(index);
                return new(member.Name, member.AsText());
            }
        }

        /// <summary>Goes on; false at the end.</summary>
        public bool MoveNext() => ++index < count;
    }
}
