using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Core.Record;

/// <summary>Orders in which episodes come, without making a text of each.</summary>
internal static class EpisodeOrder
{
    /// <summary>By key: policy, group, kind, namespace, name, place, source, child.</summary>
    public static readonly Comparer<Episode> OfTheTable = Comparer<Episode>.Create((one, other) => Compare(one.Key, other.Key));

    /// <summary>The worst first, then by key.</summary>
    public static readonly Comparer<Episode> WorstFirst = Comparer<Episode>.Create((one, other) =>
        one.Severity != other.Severity ? other.Severity.CompareTo(one.Severity) : Compare(one.Key, other.Key));

    private static int Compare(in EpisodeKey one, in EpisodeKey other)
    {
        if (string.CompareOrdinal(one.Policy, other.Policy) is not 0 and var byPolicy) return byPolicy;
        if (Compare(one.Object, other.Object) is not 0 and var byObject) return byObject;
        if (string.CompareOrdinal(one.Place, other.Place) is not 0 and var byPlace) return byPlace;
        return Compare(one.Source ?? default, other.Source ?? default) is not 0 and var bySource
            ? bySource
            : string.CompareOrdinal(one.Child, other.Child);
    }

    private static int Compare(in ObjectKey one, in ObjectKey other)
    {
        if (string.CompareOrdinal(one.Group, other.Group) is not 0 and var byGroup) return byGroup;
        if (string.CompareOrdinal(one.Kind, other.Kind) is not 0 and var byKind) return byKind;
        return string.CompareOrdinal(one.Namespace, other.Namespace) is not 0 and var byNamespace
            ? byNamespace
            : string.CompareOrdinal(one.Name, other.Name);
    }
}
