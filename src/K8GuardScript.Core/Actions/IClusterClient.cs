using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Core.Actions;

/// <summary>The calls that acting needs. Implementations do not retry writes.</summary>
internal interface IClusterClient
{
    /// <summary>A quorum read: never from a cache.</summary>
    Task<ReadOutcome> GetAsync(KindName kind, string @namespace, string name, CancellationToken cancel);

    /// <summary>Every object of a kind as the server has them now, never from a cache.</summary>
    /// <param name="kind">the kind</param>
    /// <param name="namespace">null for all; empty for a kind without</param>
    /// <param name="labels">a selector, or null for whatever labels</param>
    /// <param name="cancel">gives up</param>
    Task<ListOutcome> ListAsync(KindName kind, string? @namespace, string? labels, CancellationToken cancel);

    /// <summary>An <c>application/merge-patch+json</c> patch; put <c>metadata.uid</c> and <c>metadata.resourceVersion</c> into it as preconditions.</summary>
    Task<WriteOutcome> MergePatchAsync(
        KindName kind, string @namespace, string name, ReadOnlyMemory<byte> patch, bool dryRun, CancellationToken cancel);

    /// <summary>A delete with preconditions on both uid and resourceVersion, background propagation.</summary>
    Task<WriteOutcome> DeleteAsync(
        KindName kind, string @namespace, string name, string uid, string resourceVersion, bool dryRun, CancellationToken cancel);

    /// <summary>A delete of a pod as far as disruption budgets allow, with the same preconditions; <see cref="WriteResult.NotNow"/> where they don't.</summary>
    Task<WriteOutcome> EvictAsync(string @namespace, string name, string uid, string resourceVersion, bool dryRun, CancellationToken cancel);

    /// <summary>Creates an object; <see cref="WriteResult.AlreadyExists"/> where the name is taken.</summary>
    Task<WriteOutcome> CreateAsync(KindName kind, string @namespace, ReadOnlyMemory<byte> manifest, bool dryRun, CancellationToken cancel);

    /// <summary>A quorum read of the scale subresource.</summary>
    Task<ReadScale> ReadScaleAsync(KindName kind, string @namespace, string name, CancellationToken cancel);

    /// <summary>A write of the scale subresource, with preconditions on both uid and resourceVersion.</summary>
    Task<WriteOutcome> WriteScaleAsync(
        KindName kind, string @namespace, string name, ReadScale read, int replicas, bool dryRun, CancellationToken cancel);
}
