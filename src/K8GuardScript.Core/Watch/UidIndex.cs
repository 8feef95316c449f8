using System.Runtime.InteropServices;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Watch;

/// <summary>Objects of all kinds by their uid, and by the uid of their controller. Safe from any thread.</summary>
internal sealed class UidIndex
{
    private readonly Lock gate = new();
    private readonly HashSet<KubeObject> items = new(new ByUid());
    private readonly HashSet<KubeObject>.AlternateLookup<ObjectUid> byUid;
    private readonly Dictionary<ObjectUid, ObjectGroup> children = [];

    public UidIndex() => byUid = items.GetAlternateLookup<ObjectUid>();

    public KubeObject? Find(string uid)
    {
        if (uid.Length == 0) return null;
        var wanted = new ObjectUid(uid);
        lock (gate) return byUid.TryGetValue(wanted, out var found) ? found : null;
    }

    /// <summary>What names an object as its controller, whether that is true or not.</summary>
    public IReadOnlyList<KubeObject> ChildrenOf(string uid)
    {
        if (uid.Length == 0) return [];
        var wanted = new ObjectUid(uid);
        lock (gate) return children.TryGetValue(wanted, out var found) ? found.All() : [];
    }

    /// <summary>Another object, or another version of one that is held.</summary>
    public void Put(KubeObject item, KubeObject? before)
    {
        var now = ControllersOf(item);
        var old = before is null ? [] : ControllersOf(before);
        var hasUid = item.UidKey != new ObjectUid("");
        lock (gate)
        {
            if (before is not null) RemoveSelf(before);
            if (hasUid)
            {
                items.Remove(item);
                items.Add(item);
            }

            foreach (var uid in old) RemoveChild(uid, before!);
            foreach (var uid in now) AddChild(uid, item);
        }
    }

    public void Remove(KubeObject item)
    {
        var controllers = ControllersOf(item);
        lock (gate)
        {
            RemoveSelf(item);
            foreach (var uid in controllers) RemoveChild(uid, item);
        }
    }

    // two kinds may show the same object: the other one's stays
    private void RemoveSelf(KubeObject item)
    {
        if (items.TryGetValue(item, out var held) && ReferenceEquals(held, item)) items.Remove(item);
    }

    private void AddChild(ObjectUid uid, KubeObject item)
    {
        ref var held = ref CollectionsMarshal.GetValueRefOrAddDefault(children, uid, out _);
        (held ??= new ObjectGroup()).Add(item);
    }

    private void RemoveChild(ObjectUid uid, KubeObject item)
    {
        if (!children.TryGetValue(uid, out var held)) return;
        held.Remove(item);
        if (held.Count == 0) children.Remove(uid);
    }

    // each once, however often it is named
    private static ObjectUid[] ControllersOf(KubeObject item)
    {
        var owners = item.OwnerReferences();
        if (owners.Count == 0) return [];
        return [.. owners.Where(owner => owner.Controller && owner.Uid.Length > 0).Select(owner => new ObjectUid(owner.Uid)).Distinct()];
    }

    private sealed class ByUid : IEqualityComparer<KubeObject>, IAlternateEqualityComparer<ObjectUid, KubeObject>
    {
        public bool Equals(KubeObject? left, KubeObject? right) => left!.UidKey == right!.UidKey;

        public int GetHashCode(KubeObject item) => item.UidKey.GetHashCode();

        public bool Equals(ObjectUid uid, KubeObject item) => uid == item.UidKey;

        public int GetHashCode(ObjectUid uid) => uid.GetHashCode();

        public KubeObject Create(ObjectUid uid) => throw new NotSupportedException("an object is not made of its uid");
    }
}
