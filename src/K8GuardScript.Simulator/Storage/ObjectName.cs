namespace K8GuardScript.Simulator.Storage;

/// <summary>An object's place within its resource; the namespace is empty for cluster-scoped ones.</summary>
internal readonly record struct ObjectName(string Namespace, string Name) : IComparable<ObjectName>
{
    /// <summary>The storage key below the resource. Lists are in its ordinal order, as a real server's are.</summary>
    public string Key { get; } = Namespace.Length == 0 ? Name : $"{Namespace}/{Name}";

    public int CompareTo(ObjectName other) => string.CompareOrdinal(Key, other.Key);
}
