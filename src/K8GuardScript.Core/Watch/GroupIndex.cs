using System.Runtime.InteropServices;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Watch;

/// <summary>Objects of one kind by what they are asked for. For one thread at a time.</summary>
/// <param name="label">by the value of this label, without those that do not have it; null for all</param>
/// <param name="byNamespace">by their namespace as well</param>
internal sealed class GroupIndex(string? label, bool byNamespace)
{
    private readonly Dictionary<(string Namespace, string Value), ObjectGroup> groups = [];

    public string? Label => label;

    public bool IsByNamespace => byNamespace;

    /// <summary>Counted by the shelf, to tell what is asked for no more.</summary>
    public long LastAsked { get; set; }

    public void Add(KubeObject item)
    {
        if (GroupOf(item) is not { } group) return;
        ref var held = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, group, out _);
        (held ??= new ObjectGroup()).Add(item);
    }

    public void Remove(KubeObject item)
    {
        if (GroupOf(item) is not { } group || !groups.TryGetValue(group, out var held)) return;
        held.Remove(item);
        if (held.Count == 0) groups.Remove(group);
    }

    public void Replace(KubeObject before, KubeObject item)
    {
        var (old, now) = (GroupOf(before), GroupOf(item));
        if (old == now)
        {
            if (now is { } same) groups[same].Replace(before, item);
            return;
        }

        Remove(before);
        Add(item);
    }

    /// <param name="ns">what counts where objects are held by their namespace</param>
    /// <param name="value">of the label; empty where they are not held by one</param>
    public IReadOnlyList<KubeObject> All(string ns, string value) => groups.TryGetValue((ns, value), out var held) ? held.All() : [];

    private (string Namespace, string Value)? GroupOf(KubeObject item)
    {
        var ns = byNamespace ? item.Namespace : "";
        if (label is null) return (ns, "");
        var value = item.Label(label);
        return value.Exists ? (ns, value.ToString()) : null;
    }
}
