using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Watch;

/// <summary>Objects of one kind by namespace and name, which stay with the objects: nothing of them is kept twice.</summary>
internal sealed class NamedObjects
{
    private readonly HashSet<KubeObject> items;
    private readonly HashSet<KubeObject>.AlternateLookup<(string Namespace, string Name)> byName;

    public NamedObjects(int capacity = 0)
    {
        items = new HashSet<KubeObject>(capacity, new ByName());
        byName = items.GetAlternateLookup<(string Namespace, string Name)>();
    }

    public int Count => items.Count;

    public KubeObject? Find((string Namespace, string Name) name) => byName.TryGetValue(name, out var found) ? found : null;

    /// <summary>Holds an object instead of the one of its name.</summary>
    public void Put(KubeObject item)
    {
        items.Remove(item);
        items.Add(item);
    }

    public void Remove((string Namespace, string Name) name) => byName.Remove(name);

    public KubeObject[] All() => [.. items];

    public HashSet<KubeObject>.Enumerator GetEnumerator() => items.GetEnumerator();

    private sealed class ByName : IEqualityComparer<KubeObject>, IAlternateEqualityComparer<(string Namespace, string Name), KubeObject>
    {
        public bool Equals(KubeObject? left, KubeObject? right) => left!.Name == right!.Name && left.Namespace == right.Namespace;

        public int GetHashCode(KubeObject item) => GetHashCode((item.Namespace, item.Name));

        public bool Equals((string Namespace, string Name) name, KubeObject item) =>
            item.Name == name.Name && item.Namespace == name.Namespace;

        public int GetHashCode((string Namespace, string Name) name) => HashCode.Combine(name.Namespace, name.Name);

        public KubeObject Create((string Namespace, string Name) name) =>
            throw new NotSupportedException("an object is not made of its name");
    }
}
