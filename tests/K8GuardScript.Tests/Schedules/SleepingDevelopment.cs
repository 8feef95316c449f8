using System.Globalization;
using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions.Looking;
using K8GuardScript.Core.Guard;
using K8GuardScript.Core.Guard.Clocks;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Schedules;
using K8GuardScript.Core.Tests.Doubles;
using K8GuardScript.Core.Watch;
using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Simulator;
using K8GuardScript.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace K8GuardScript.Tests.Schedules;

/// <summary>The shipped policy over a simulated cluster of deployments, and a worker of which only what schedules need runs.</summary>
internal sealed class SleepingDevelopment : IAsyncDisposable
{
    private const int Namespaces = 20;

    private readonly TempFolder folder = new();
    private readonly SimulatedCluster cluster;
    private readonly CancellationTokenSource stop = new();
    private ServiceProvider? worker;

    private SleepingDevelopment(SimulatedCluster cluster) => this.cluster = cluster;

    public ShiftedTime Clock { get; } = new();

    public DeadlyFaults Faults { get; } = new();

    public Ledger Ledger => worker!.GetRequiredService<Ledger>();

    public static async Task<SleepingDevelopment> OfAsync(int deployments, CancellationToken cancel)
    {
        var world = new SleepingDevelopment(await SimulatedCluster.StartAsync(new SimulatorOptions(), cancel));
        for (var i = 0; i < Namespaces; i++) world.cluster.Put(Named("v1", "Namespace", "", Home(i)));
        for (var i = 0; i < deployments; i++) world.Put(i, 3);
        world.folder.Write("policies/sleep.csx", File.ReadAllText(Path.Combine(Repository.RepositoryRoot.Path, "policies/sleep.csx")));
        world.folder.Write("policies/policies.yaml", """
            mode: act
            cluster: test
            actions: { soak: 0, minimumAge: 0 }
            policies: { sleep: { mode: act, settings: { atMost: 5000 } } }
            """);
        return world;
    }

    /// <summary>A worker over what the last one left; it knows the cluster before this returns.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        var services = new ServiceCollection();
        services.AddLogging(log => log.ClearProviders());
        var options = new GuardOptions
        {
            Policies = folder.At("policies"),
            Data = folder.At("data"),
            Listen = ListenAddress.Parse("127.0.0.1:0"),
            MayAct = true,
        };

        // a guard of a real cluster has 50 calls a second, and takes minutes for this
        var endpoint = new ClusterEndpoint { Server = cluster.Address, Description = "test", Rate = new CallRate(100_000, 100_000) };
        services.AddGuard(options, endpoint, TextWriter.Null);
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<IClockHealth, SettableClockHealth>();
        services.AddSingleton<IFaultPoints>(Faults);
        worker = services.BuildServiceProvider();
        await worker.GetRequiredService<ReloadLoop>().LoadFirstAsync(cancel);
        await worker.GetRequiredService<WatchedKinds>().StartAsync(stop.Token);
        var store = worker.GetRequiredService<ObjectStore>();
        while (!store.IsSettled()) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancel);
    }

    /// <summary>The worker is gone, as far as anybody can see.</summary>
    public async Task DiesAsync()
    {
        var last = worker!;
        await last.GetRequiredService<WatchedKinds>().StopAsync(CancellationToken.None);
        await last.DisposeAsync();
        worker = null;
        Faults.DieAfter(int.MaxValue);
    }

    /// <summary>Looks at the schedules until no run is at it, and what is not known is looked up.</summary>
    public async Task LooksAsync(CancellationToken cancel)
    {
        var (round, lookUp) = (worker!.GetRequiredService<ScheduleRound>(), worker!.GetRequiredService<OutcomeLookUp>());
        var book = worker!.GetRequiredService<ScheduleBook>();
        do
        {
            await lookUp.SettleAsync(cancel);
            await round.TickAsync(cancel);
        }
        while (book.All().Values.Any(state => state.IsRunning));
    }

    public string? Note(string schedule) => worker!.GetRequiredService<ScheduleBook>().State(new ScheduleKey("sleep", schedule))?.Run?.Note;

    /// <summary>Somebody writes a deployment.</summary>
    public void Put(int index, int replicas, Action<JsonObject>? change = null)
    {
        var (home, name) = (Home(index % Namespaces), Name(index));
        var manifest = cluster.Get("apps/v1", "Deployment", home, name)?.DeepClone().AsObject() ?? Named("apps/v1", "Deployment", home, name);
        manifest["spec"] ??= new JsonObject
        {
            ["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["app"] = name } },
            ["template"] = new JsonObject
            {
                ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["app"] = name } },
                ["spec"] = new JsonObject
                {
                    ["containers"] = new JsonArray(new JsonObject { ["name"] = "app", ["image"] = "registry.example.com/app:1" }),
                },
            },
        };
        manifest["spec"]!["replicas"] = replicas;
        change?.Invoke(manifest);
        cluster.Put(manifest);
    }

    public void Delete(int index) => cluster.Delete("apps/v1", "Deployment", Home(index % Namespaces), Name(index));

    /// <summary>How many replicas each deployment wants, by its index.</summary>
    public IReadOnlyDictionary<int, int> Replicas() => cluster.List("apps/v1", "Deployment").ToDictionary(
        item => int.Parse(item["metadata"]!["name"]!.GetValue<string>()[4..], CultureInfo.InvariantCulture),
        item => item["spec"]!["replicas"]!.GetValue<int>());

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        if (worker is not null) await worker.DisposeAsync();
        await cluster.DisposeAsync();
        stop.Dispose();
        folder.Dispose();
    }

    private static string Home(int index) => $"dev-{index.ToString(CultureInfo.InvariantCulture)}";

    private static string Name(int index) => $"web-{index.ToString(CultureInfo.InvariantCulture)}";

    private static JsonObject Named(string apiVersion, string kind, string home, string name)
    {
        var metadata = new JsonObject { ["name"] = name };
        if (home.Length > 0) metadata["namespace"] = home;
        return new JsonObject { ["apiVersion"] = apiVersion, ["kind"] = kind, ["metadata"] = metadata };
    }
}
