using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Watch;
using K8GuardScript.Kubernetes.Resources;
using K8GuardScript.Kubernetes.Transport;

namespace K8GuardScript.Kubernetes.Watching;

/// <summary>Watches a set of kinds that may change while it runs, each on its own: trouble with one is no trouble for another.</summary>
internal sealed class ClusterWatch(ApiClient api, ResourceCatalog catalog, IWatchSink sink, Random random, WatchOptions options)
{
    private readonly StreamedLists streamed = new(api, options, api.Loggers.CreateLogger("K8GuardScript.Kubernetes.Watching"));
    private readonly Lock gate = new();
    private readonly Dictionary<KindName, Running> running = [];
    private CancellationToken all;
    private bool isStarted;

    /// <summary>Jitter by chance, and the usual options.</summary>
    public ClusterWatch(ApiClient api, ResourceCatalog catalog, IWatchSink sink)
        : this(api, catalog, sink, Random.Shared, new WatchOptions())
    {
    }

    /// <summary>Runs until canceled; when it has ended, the sink is not called any more.</summary>
    /// <exception cref="InvalidOperationException">it was run before</exception>
    public async Task RunAsync(IReadOnlyCollection<KindName> kinds, CancellationToken cancel)
    {
        lock (gate)
        {
            if (isStarted) throw new InvalidOperationException("a ClusterWatch runs once");
            isStarted = true;
            all = cancel;
        }

        foreach (var kind in kinds) Watch(kind);
        await Task.Delay(Timeout.InfiniteTimeSpan, api.Time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        Task[] tasks;
        lock (gate) tasks = [.. this.running.Values.Select(running => running.Task)];
        await Task.WhenAll(tasks);
    }

    /// <summary>Also watches this kind, from a list on; nothing happens when it is watched already.</summary>
    /// <exception cref="InvalidOperationException">it does not run yet</exception>
    public void Watch(KindName kind)
    {
        lock (gate)
        {
            if (!isStarted) throw new InvalidOperationException("run the ClusterWatch first");
            if (this.running.TryGetValue(kind, out var known) && !known.Stop.IsCancellationRequested) return;

            var stop = CancellationTokenSource.CreateLinkedTokenSource(all);
            this.running[kind] = new Running(stop, ReflectAsync(kind, known?.Task ?? Task.CompletedTask, stop.Token));
        }
    }

    /// <summary>No longer watches this kind.</summary>
    /// <returns>done when the sink is not called for it any more</returns>
    public async Task UnwatchAsync(KindName kind)
    {
        Running? running;
        lock (gate)
        {
            if (!this.running.TryGetValue(kind, out running)) return;
        }

        await running.Stop.CancelAsync();
        await running.Task;
        lock (gate)
        {
            if (this.running.TryGetValue(kind, out var present) && present == running) this.running.Remove(kind);
        }
    }

    /// <summary>INVARIANT: the sink hears of one kind from one task at a time, so a predecessor ends first.</summary>
    private async Task ReflectAsync(KindName kind, Task predecessor, CancellationToken cancel)
    {
        await Task.Yield();
        await predecessor;
        await new Reflector(api, catalog, kind, sink, random, streamed, options).RunAsync(cancel);
    }

    private sealed class Running(CancellationTokenSource stop, Task task)
    {
        public CancellationTokenSource Stop { get; } = stop;

        public Task Task { get; } = task;
    }
}
