using K8GuardScript.Core.Cluster;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Evaluate;

/// <summary>
/// Collects what one policy finds in the objects below the one that is judged: once for each place, and not what it found there in
/// their owners already. Belongs to one verdict; children come in order, owners before what they own.
/// </summary>
/// <param name="top">the object that is judged</param>
internal sealed class ChildFindings(KubeObject top)
{
    private readonly HashSet<(OwnedObject? Of, Place Place)> found = [];
    private readonly Dictionary<(string Kind, string Place, OtherObject? On), ChildFinding> byPlace = [];

    /// <summary>What was collected, in the order in which it was found first.</summary>
    public IReadOnlyList<ChildFinding> All => [.. byPlace.Values];

    /// <summary>The findings in the object that is judged.</summary>
    public void Own(KindName kind, IReadOnlyList<Finding> findings) => Note(null, kind, findings);

    /// <summary>The findings in an object below it.</summary>
    /// <param name="child">the object</param>
    /// <param name="findings">what was found in it</param>
    /// <param name="isInFull">nobody judged its owners: all of it counts, and not only what the owner's template lacks</param>
    public void Add(OwnedObject child, IReadOnlyList<Finding> findings, bool isInFull)
    {
        Note(child, child.Kind, findings);
        foreach (var finding in findings)
        {
            if (isInFull || IsNew(child, finding)) Collect(child, finding);
        }
    }

    private void Note(OwnedObject? item, KindName kind, IReadOnlyList<Finding> findings)
    {
        foreach (var finding in findings)
        {
            if (Place.Of(kind, finding) is { } place) found.Add((item, place));
        }
    }

    // what lies outside of the pod's template is the child's own, as its name and its labels are
    private bool IsNew(OwnedObject child, Finding finding)
    {
        if (Place.Of(child.Kind, finding) is not { } place || IsOfNeither(child, finding)) return false;
        for (var owner = child.Owner; owner is not null; owner = owner.Owner)
        {
            if (found.Contains((owner, place))) return false;
        }

        return !found.Contains((null, place));
    }

    // a rule for all workloads misses `replicas` in a pod, and what neither a pod nor its template has is no difference between them
    private bool IsOfNeither(OwnedObject child, Finding finding) =>
        finding.On is null && Place.FieldOf(child.Kind, finding) is { } field
        && !Ownership.PodSpec(child.Item)[field].Exists && !Ownership.PodSpec(child.Owner?.Item ?? top)[field].Exists;

    private void Collect(OwnedObject child, Finding finding)
    {
        var isLeaving = child.Item.DeletionTimestamp is not null;
        var key = (child.Kind.Kind, finding.Subject ?? finding.KeyPath, finding.On);
        if (!byPlace.TryGetValue(key, out var known))
        {
            if (byPlace.Count < Findings.MaxFindings) byPlace[key] = new ChildFinding(child.Key, false, isLeaving, finding);
        }
        else if (known.Object == child.Key)
        {
            if (known.Finding.Message != finding.Message)
                byPlace[key] = known with { Finding = known.Finding with { Message = $"{known.Finding.Message}; {finding.Message}" } };
        }
        else if (known.IsLeaving == isLeaving)
        {
            byPlace[key] = known with { HasOthers = true };
        }
        else if (known.IsLeaving)
        {
            byPlace[key] = new ChildFinding(child.Key, false, false, finding);
        }
    }

    /// <summary>A place seen from the pod that all of them make: the same in a Deployment, its ReplicaSets and its Pods.</summary>
    private readonly record struct Place(string Name, bool IsSubject, OtherObject? On)
    {
        private const string Pod = "spec";
        private const string Workload = "spec.template.spec";
        private const string CronJob = "spec.jobTemplate.spec.template.spec";

        /// <summary>Null for a place that is the object's own.</summary>
        public static Place? Of(KindName kind, Finding finding) =>
            WithinPod(kind, finding) is { } rest ? new Place(finding.Subject ?? rest, finding.Subject is not null, finding.On) : null;

        /// <summary>The field of the pod's spec that the place lies in; null for the spec as a whole, and outside of it.</summary>
        public static string? FieldOf(KindName kind, Finding finding)
        {
            if (WithinPod(kind, finding) is not ['.', .. var rest]) return null;
            var end = rest.AsSpan().IndexOfAny('.', '[');
            return end < 0 ? rest : rest[..end];
        }

        private static string? WithinPod(KindName kind, Finding finding)
        {
            var path = finding.KeyPath;
            var podSpec = kind.Kind switch { "Pod" => Pod, "CronJob" => CronJob, _ => Workload };
            if (path.StartsWith(podSpec, StringComparison.Ordinal) && (path.Length == podSpec.Length || path[podSpec.Length] is '.' or '['))
                return path[podSpec.Length..];
            return path.Length == 0 || podSpec.StartsWith(path + ".", StringComparison.Ordinal) ? "" : null;
        }
    }
}
