namespace K8GuardScript.Simulator.Storage;

/// <summary>An object's place within its resource; the namespace is empty for cluster-scoped ones.</summary>
internal readonly record struct ObjectName : IComparable<ObjectName>
{
    public ObjectName(string ns, string name)
    {
        Namespace = ns;
        Name = name;
        Key = ns.Length == 0 ? name : $"{ns}/{name}";
    }

    public string Namespace { get; }

    public string Name { get; }

    /// <summary>The storage key below the resource. Lists are in its ordinal order, as a real server's are.</summary>
    public string Key { get; }

    public int CompareTo(ObjectName other) => string.CompareOrdinal(Key, other.Key);
}
