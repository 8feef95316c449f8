using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Watch;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Scan;

/// <summary>
/// Judges manifests, and all of them together as a cluster, as the guard judges watched objects: the same scope, the same owners,
/// look-ups among the manifests.
/// </summary>
internal sealed class ManifestJudge
{
    private readonly IReadOnlyList<Manifest> manifests;
    private readonly IReadOnlyList<Policy> policies;
    private readonly ManifestStore workloads;
    private readonly Judge judge;
    private readonly Judge apart;
    private readonly Dictionary<KindName, Policy[]> byKind;
    private readonly Dictionary<ObjectKey, Manifest> byKey = [];

    public ManifestJudge(IReadOnlyList<Manifest> manifests, IReadOnlyList<Policy> policies, TimeProvider clock)
    {
        this.policies = policies;

        // of two of one name the last one is looked up
        foreach (var manifest in manifests) byKey[KeyOf(manifest.Object)] = manifest;
        var others = new ListedObjects(manifests.Select(manifest => manifest.Object), clock.GetUtcNow(), hasEveryNamespace: false);
        workloads = new ManifestStore(manifests);
        judge = new Judge(others, workloads.Families, dependents: null, InlineEvaluation.Instance);
        apart = new Judge(others, new ManifestStore([]).Families, dependents: null, InlineEvaluation.Instance);

        // what is judged for the cluster as a whole is judged once, after the rest
        var readsCluster = manifests.Count > 0 && Readers(ObjectStore.ClusterKind).Length > 0;
        this.manifests = readsCluster ? [.. manifests, Manifest.Cluster] : manifests;
        byKind = this.manifests.Select(manifest => KindOf(manifest.Object)).Distinct().ToDictionary(kind => kind, Readers);
    }

    /// <summary>Every verdict of a policy that reads the object, in the order of the manifests.</summary>
    public IReadOnlyList<ManifestVerdict> All(CancellationToken cancel)
    {
        var verdicts = new List<ManifestVerdict>[manifests.Count];
        Parallel.For(0, manifests.Count, new ParallelOptions { CancellationToken = cancel }, i => verdicts[i] = Of(manifests[i]));
        return [.. verdicts.SelectMany(one => one)];
    }

    /// <summary>The manifest of the object that a finding is on.</summary>
    public Manifest Violating(ManifestVerdict one, Finding finding) => On(finding) ?? one.Manifest;

    /// <summary>The same for what was found in an object below it.</summary>
    public Manifest Violating(ManifestVerdict one, ChildFinding below) =>
        On(below.Finding) ?? byKey.GetValueOrDefault(below.Object, one.Manifest);

    /// <summary>The namespace of an object, or the namespace that it is; null where it has none, or where that is not among the manifests.</summary>
    public KubeObject? NamespaceOf(in ObjectKey key)
    {
        var name = key is { Group: "", Kind: "Namespace" } ? key.Name : key.Namespace;
        return name.Length == 0 ? null : Find(new ObjectKey("", "Namespace", "", name));
    }

    /// <summary>An object; null if it is not among the manifests.</summary>
    public KubeObject? Find(in ObjectKey key) => byKey.GetValueOrDefault(key)?.Object;

    private Manifest? On(Finding finding) => finding.On is { } other ? byKey.GetValueOrDefault(Verdict.KeyOf(other)) : null;

    private List<ManifestVerdict> Of(Manifest manifest)
    {
        // what is on its way out is not judged
        if (manifest.Object.DeletionTimestamp is not null) return [];
        var kind = KindOf(manifest.Object);
        var sitting = (workloads.Holds(manifest.Object) ? judge : apart).Sit(InlineEvaluation.Instance);
        return [.. byKind[kind].Select(policy => new ManifestVerdict(manifest, sitting.Of(policy, kind, manifest.Object)))];
    }

    private Policy[] Readers(KindName kind) => [.. policies.Where(policy => Sitting.LooksAt(policy, kind))];

    private static ObjectKey KeyOf(KubeObject target) => new(KindOf(target).Group, target.Kind, target.Namespace, target.Name);

    private static KindName KindOf(KubeObject target) => KindName.Parse(target.ApiVersion, target.Kind);
}

/// <param name="Manifest">what was judged</param>
/// <param name="Verdict">what one policy says of it</param>
internal sealed record ManifestVerdict(Manifest Manifest, Verdict Verdict);
