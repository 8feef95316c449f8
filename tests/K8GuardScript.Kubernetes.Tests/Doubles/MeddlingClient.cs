using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Kubernetes.Tests.Doubles;

/// <summary>Lets somebody else be quicker than a write, and loses answers to writes that were done.</summary>
internal sealed class MeddlingClient(IClusterClient inner) : IClusterClient
{
    /// <summary>Runs once, after the dry runs and before the next write that is none.</summary>
    public Func<Task>? BeforeWrite { get; set; }

    /// <summary>Writes that are done, if nobody else was quicker, and answered by nothing; 1 for the first.</summary>
    public HashSet<int> LosesAnswers { get; } = [];

    /// <summary>Writes that never arrive, and are answered by nothing.</summary>
    public HashSet<int> LosesRequests { get; } = [];

    /// <summary>Writes that were no dry run.</summary>
    public int Writes { get; private set; }

    public Task<ReadOutcome> GetAsync(KindName kind, string @namespace, string name, CancellationToken cancel) =>
        inner.GetAsync(kind, @namespace, name, cancel);

    public Task<ListOutcome> ListAsync(KindName kind, string? @namespace, string? labels, CancellationToken cancel) =>
        inner.ListAsync(kind, @namespace, labels, cancel);

    public Task<ReadScale> ReadScaleAsync(KindName kind, string @namespace, string name, CancellationToken cancel) =>
        inner.ReadScaleAsync(kind, @namespace, name, cancel);

    public Task<WriteOutcome> MergePatchAsync(
        KindName kind, string @namespace, string name, ReadOnlyMemory<byte> patch, bool dryRun, CancellationToken cancel) =>
        WriteAsync(dryRun, () => inner.MergePatchAsync(kind, @namespace, name, patch, dryRun, cancel));

    public Task<WriteOutcome> DeleteAsync(
        KindName kind, string @namespace, string name, string uid, string resourceVersion, bool dryRun, CancellationToken cancel) =>
        WriteAsync(dryRun, () => inner.DeleteAsync(kind, @namespace, name, uid, resourceVersion, dryRun, cancel));

    public Task<WriteOutcome> EvictAsync(
        string @namespace, string name, string uid, string resourceVersion, bool dryRun, CancellationToken cancel) =>
        WriteAsync(dryRun, () => inner.EvictAsync(@namespace, name, uid, resourceVersion, dryRun, cancel));

    public Task<WriteOutcome> CreateAsync(
        KindName kind, string @namespace, ReadOnlyMemory<byte> manifest, bool dryRun, CancellationToken cancel) =>
        WriteAsync(dryRun, () => inner.CreateAsync(kind, @namespace, manifest, dryRun, cancel));

    public Task<WriteOutcome> WriteScaleAsync(
        KindName kind, string @namespace, string name, ReadScale read, int replicas, bool dryRun, CancellationToken cancel) =>
        WriteAsync(dryRun, () => inner.WriteScaleAsync(kind, @namespace, name, read, replicas, dryRun, cancel));

    private async Task<WriteOutcome> WriteAsync(bool dryRun, Func<Task<WriteOutcome>> send)
    {
        if (dryRun) return await send();
        if (BeforeWrite is { } meddle)
        {
            BeforeWrite = null;
            await meddle();
        }

        Writes++;
        if (LosesRequests.Contains(Writes)) return Lost;
        var outcome = await send();
        return outcome.Result == WriteResult.Done && LosesAnswers.Contains(Writes) ? Lost : outcome;
    }

    private static WriteOutcome Lost => new(WriteResult.Unknown, default, "the answer was lost");
}
