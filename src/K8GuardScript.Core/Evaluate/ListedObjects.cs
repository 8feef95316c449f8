using K8GuardScript.Core.Cluster;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Evaluate;

/// <summary>Answers look-ups from a plain list of objects. Never changes.</summary>
internal sealed class ListedObjects : IClusterLookup
{
    private readonly Dictionary<(string Group, string Kind), List<KubeObject>> byKind = [];
    private readonly Dictionary<ObjectKey, KubeObject> byKey = [];
    private readonly ImageSizes images;
    private readonly DateTimeOffset? now;
    private readonly bool hasEveryNamespace;

    /// <param name="objects">of any kinds; of two of one name the last counts</param>
    /// <param name="now">the instant of every evaluation; null leaves what asks for the time open</param>
    /// <param name="hasEveryNamespace">
    /// else a namespace that is not among them may well exist, and what depends on its labels is not known; manifests seldom bring it
    /// </param>
    public ListedObjects(IEnumerable<KubeObject> objects, DateTimeOffset? now, bool hasEveryNamespace = true)
    {
        (this.now, this.hasEveryNamespace) = (now, hasEveryNamespace);
        foreach (var item in objects)
        {
            var kind = KindName.Parse(item.ApiVersion, item.Kind);
            byKey[new ObjectKey(kind.Group, kind.Kind, item.Namespace, item.Name)] = item;
        }

        foreach (var (key, item) in byKey)
        {
            if (!byKind.TryGetValue((key.Group, key.Kind), out var list)) byKind[(key.Group, key.Kind)] = list = [];
            list.Add(item);
        }

        images = ImageSizes.ReportedIn(byKey.Values);
    }

    /// <inheritdoc />
    public DateTimeOffset? Now => now;

    /// <inheritdoc />
    public long? ImageSize(string image) => images.ImageSize(image);

    /// <inheritdoc />
    public IReadOnlyList<KubeObject> List(LookUp wanted)
    {
        var kind = KindName.Parse(wanted.ApiVersion, wanted.Kind);
        if (!byKind.TryGetValue((kind.Group, kind.Kind), out var all)) return [];
        var (ns, labels) = (wanted.Namespace, wanted.Labels);
        return ns is null && labels is null ? all : all.FindAll(item => (ns is null || item.Namespace == ns) && labels?.Matches(item) != false);
    }

    /// <inheritdoc />
    public bool TryFind(LookUp wanted, out KubeObject? found)
    {
        var kind = KindName.Parse(wanted.ApiVersion, wanted.Kind);
        found = byKey.GetValueOrDefault(new ObjectKey(kind.Group, kind.Kind, wanted.Namespace ?? "", wanted.Name ?? ""));
        return hasEveryNamespace || found is not null || kind is not { Group: "", Kind: "Namespace" };
    }
}
