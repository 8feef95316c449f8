using System.Text.Json;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Watch;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Scan;

/// <summary>
/// Holds the workloads that were exported from a cluster, so that owners are found by their uid, and what is owned is compared with
/// them. To it the manifests are the whole cluster: who is not among them owns nothing.
/// </summary>
internal sealed class ManifestStore : IStoreListener
{
    // owners before what they own, so that each object is compared once
    private static readonly KindName[] Kinds = [.. Ownership.WithOwners([new KindName("", "v1", "Pod")]).Reverse()];

    private readonly HashSet<KubeObject> held = new(ReferenceEqualityComparer.Instance);
    private readonly OwnedObjects owned = new(new Rulebook());

    public ManifestStore(IEnumerable<Manifest> manifests)
    {
        var store = new ObjectStore(this);
        owned.Attach(store);
        var workloads = Distinct(manifests).ToLookup(KindOf);
        foreach (var kind in Kinds)
        {
            store.BeginList(kind);
            foreach (var workload in workloads[kind])
            {
                store.Listed(kind, Json(workload));
                held.Add(workload);
            }

            store.EndList(kind);
        }

        Families = new Families(store, new OwnerChain(store), owned);
    }

    /// <summary>Who is judged at its owner, of what is held.</summary>
    public Families Families { get; }

    /// <summary>
    /// Whether an object may be judged at its owner, or for what it owns. One that is not held is not compared with its owner, so
    /// that it must be judged itself, whatever it says.
    /// </summary>
    public bool Holds(KubeObject target) => held.Contains(target);

    public void Changed(KindName kind, KubeObject item, KubeObject? before) => owned.Changed(kind, item, before, Wanted.All);

    public void Gone(KindName kind, KubeObject last)
    {
        // nothing ever goes
    }

    public void StateChanged(KindName kind, KindState state)
    {
        // all that there is was listed
    }

    // of two of one name, or of one uid, the last one is held
    private static List<KubeObject> Distinct(IEnumerable<Manifest> manifests)
    {
        var workloads = manifests.Select(manifest => manifest.Object)
            .Where(target => target.Uid.Length > 0 && target.Name.Length > 0 && KindOf(target) != default)
            .ToList();
        var byUid = new Dictionary<string, KubeObject>(StringComparer.Ordinal);
        var byName = new Dictionary<(KindName, string, string), KubeObject>();
        foreach (var target in workloads) byUid[target.Uid] = byName[NameOf(target)] = target;
        return [.. workloads.Where(target => ReferenceEquals(byUid[target.Uid], target) && ReferenceEquals(byName[NameOf(target)], target))];

        static (KindName, string, string) NameOf(KubeObject target) => (KindOf(target), target.Namespace, target.Name);
    }

    // whatever its version; none of another kind
    private static KindName KindOf(KubeObject target)
    {
        var own = OwnerChain.KindOf(target);
        return Array.Find(Kinds, kind => Ownership.IsSame(kind, own));
    }

    private static byte[] Json(KubeObject target)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer)) target.WriteTo(writer);
        return buffer.ToArray();
    }
}
