using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Watch;
using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Kubernetes.Resources;
using K8GuardScript.Kubernetes.Transport;
using K8GuardScript.Kubernetes.Watching;

namespace K8GuardScript.Kubernetes.Tests.Doubles;

/// <summary>A scripted server, a clock that stands still, and a watch of that server into a recording sink.</summary>
internal sealed class WatchScene : IAsyncDisposable
{
    public const string List = "GET /api/v1/configmaps";
    public const string Watch = "WATCH /api/v1/configmaps";

    public static readonly KindName ConfigMaps = new("", "v1", "ConfigMap");

    /// <summary>Lists page by page, and no comparisons.</summary>
    private static readonly WatchOptions Paged = new() { StreamsLists = false, CompareEvery = TimeSpan.Zero };

    private readonly CancellationTokenSource stop = new();
    private readonly ApiClient api;
    private Task running = Task.CompletedTask;

    public WatchScene(Uri? address = null, WatchOptions? options = null, IWatchSink? sink = null)
    {
        this.api = ApiClient.Create(
            new ClusterEndpoint { Server = address ?? Server.Address, Description = "the scene" },
            Time,
            new CapturingLoggers(Log),
            Metrics.Meter);
        ClusterWatch = new ClusterWatch(this.api, new ResourceCatalog(this.api), sink ?? Sink, new MiddlingRandom(), options ?? Paged);
    }

    public ScriptedServer Server { get; } = new();

    public ManualTime Time { get; } = new();

    public RecordingSink Sink { get; } = new();

    public MetricTally Metrics { get; } = new();

    public CapturingLogger Log { get; } = new();

    public ClusterWatch ClusterWatch { get; }

    public void Start(params KindName[] kinds) => running = ClusterWatch.RunAsync(kinds.Length > 0 ? kinds : [ConfigMaps], stop.Token);

    /// <summary>Lets a wait between tries pass, and says how long it was.</summary>
    public Task<TimeSpan> PassWaitAsync() => Time.PassNextAsync(TimeSpan.FromSeconds(60));

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.WaitAsync(Patience.Long);
        this.api.Dispose();
        await Server.DisposeAsync();
        Metrics.Dispose();
        stop.Dispose();
    }
}
