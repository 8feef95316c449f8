using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Core.Actions;

/// <summary>The single-object calls that acting needs. Implementations do not retry writes.</summary>
internal interface IClusterClient
{
    /// <summary>A quorum read: never from a cache.</summary>
    Task<ReadOutcome> GetAsync(KindName kind, string @namespace, string name, CancellationToken cancel);

    /// <summary>An <c>application/merge-patch+json</c> patch; put <c>metadata.uid</c> and <c>metadata.resourceVersion</c> into it as preconditions.</summary>
    Task<WriteOutcome> MergePatchAsync(
        KindName kind, string @namespace, string name, ReadOnlyMemory<byte> patch, bool dryRun, CancellationToken cancel);

    /// <summary>A delete with preconditions on both uid and resourceVersion, background propagation.</summary>
    Task<WriteOutcome> DeleteAsync(
        KindName kind, string @namespace, string name, string uid, string resourceVersion, bool dryRun, CancellationToken cancel);
}
