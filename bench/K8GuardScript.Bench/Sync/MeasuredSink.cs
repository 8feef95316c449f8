using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Watch;

namespace K8GuardScript.Bench.Sync;

/// <summary>Counts, passes on to a store where there is one, and says when the first list is complete.</summary>
internal sealed class MeasuredSink(ObjectStore? store, PeakMemory memory) : IWatchSink
{
    private readonly TaskCompletionSource complete = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Count { get; private set; }

    public Task Complete => complete.Task;

    public void BeginList(KindName kind) => store?.BeginList(kind);

    public void Listed(KindName kind, ReadOnlySpan<byte> json)
    {
        if (Count++ % 64 == 0) memory.Look();
        store?.Listed(kind, json);
    }

    public void Unlisted(KindName kind, ReadOnlySpan<byte> json) => store?.Unlisted(kind, json);

    public ListChange EndList(KindName kind)
    {
        var change = store?.EndList(kind) ?? default;
        memory.Look();
        complete.TrySetResult();
        return change;
    }

    public void AbandonList(KindName kind) => store?.AbandonList(kind);

    public void Changed(KindName kind, ReadOnlySpan<byte> json) => store?.Changed(kind, json);

    public void Deleted(KindName kind, ReadOnlySpan<byte> json) => store?.Deleted(kind, json);

    public void Refused(KindName kind, string reason) => complete.TrySetException(new InvalidOperationException(reason));

    public void Interrupted(KindName kind, string reason) => complete.TrySetException(new InvalidOperationException(reason));

    public void Resumed(KindName kind) => store?.Resumed(kind);
}
