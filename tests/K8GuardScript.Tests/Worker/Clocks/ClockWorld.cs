using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Flurl.Http;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Guard;
using K8GuardScript.Core.Guard.Clocks;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Show;
using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Simulator;
using K8GuardScript.Worker;
using K8GuardScript.Worker.Leadership;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace K8GuardScript.Tests.Worker.Clocks;

/// <summary>
/// The whole worker in mode act on a machine whose clocks the test moves, and a simulated cluster. It warns once of a bad deployment, and
/// scales it to zero an hour later; what is named <c>covered</c> is exempt for ninety minutes.
/// </summary>
internal sealed class ClockWorld : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private readonly TempFolder folder = new();
    private readonly SimulatedCluster cluster;
    private readonly GuardHost host;

    private ClockWorld(SteeredMachine machine, SimulatedCluster cluster)
    {
        (Machine, this.cluster) = (machine, cluster);
        var options = new GuardOptions
        {
            Policies = folder.At("policies"),
            Data = folder.At("data"),
            Listen = ListenAddress.Parse("127.0.0.1:0"),
            MayAct = true,
            Lease = new LeaseOptions("default"),
        };
        var endpoint = new ClusterEndpoint { Server = cluster.Address, Description = "test" };
        host = GuardHost.Create(options, endpoint, TextWriter.Null, compose: services => services
            .AddLogging(log => log.ClearProviders())
            .AddSingleton(_ => new GuardClock(machine))
            .AddSingleton(provider => new TrueDates(provider.GetRequiredService<GuardClock>(), machine))
            .AddSingleton<IServerClock>(provider => provider.GetRequiredService<TrueDates>())
            .AddSingleton<IFlurlClient>(_ => new FlurlClient(new HttpClient(Inbox))));
    }

    public SteeredMachine Machine { get; }

    public Inbox Inbox { get; } = new();

    /// <summary>What the server's answers say of its clock.</summary>
    public TrueDates Dates => host.Services.GetRequiredService<TrueDates>();

    public GuardClock Clock => host.Services.GetRequiredService<GuardClock>();

    private Ledger Ledger => host.Services.GetRequiredService<Ledger>();

    /// <summary>Completes with a guard that may act, and to which all that comes now is no baseline.</summary>
    /// <param name="start">the time</param>
    /// <param name="actions">more settings for actions</param>
    /// <param name="schedules">the body of a second policy</param>
    public static async Task<ClockWorld> StartAsync(
        DateTimeOffset start, string actions = "undoWhenFixed: true", string schedules = "EachNamespace((_, _) => { });")
    {
        var cancel = TestContext.Current.CancellationToken;
        var machine = new SteeredMachine(start);
        var world = new ClockWorld(machine, await SimulatedCluster.StartAsync(new SimulatorOptions { Clock = new TrueTime(machine) }, cancel));
        world.Write(start, actions, schedules);
        world.cluster.Put(JsonNode.Parse(
            """{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"shop","labels":{"team":"shop"}}}""")!.AsObject());
        await world.host.ServeAsync(cancel);
        await world.host.GreetClusterAsync(cancel);
        await world.host.RunLoopsAsync(cancel);
        var (lives, leadership) = (world.host.Services.GetRequiredService<PolicyLives>(), world.host.Services.GetRequiredService<ILeadership>());
        await world.UntilAsync(() => lives.KnownSince("bad-image") is not null && !lives.OpenBaselines().Any());
        await world.UntilAsync(() => !leadership.IsStandby);
        machine.Pass(TimeSpan.FromSeconds(20));
        await world.UntilAsync(() => leadership.WhyNot is null && world.Clock.Trouble is null);
        return world;
    }

    /// <summary>Somebody deploys it with three replicas, anew or again.</summary>
    public void Deploy(string name, string image = "evil/app:1") => cluster.Put(JsonNode.Parse($$"""
        {
          "apiVersion": "apps/v1", "kind": "Deployment", "metadata": { "name": "{{name}}", "namespace": "shop" },
          "spec": {
            "replicas": 3, "selector": { "matchLabels": { "app": "{{name}}" } },
            "template": { "metadata": { "labels": { "app": "{{name}}" } }, "spec": { "containers": [{ "name": "app", "image": "{{image}}" }] } }
          }
        }
        """)!.AsObject());

    public int Replicas(string name) => (int)cluster.Get("apps/v1", "Deployment", "shop", name)!["spec"]!["replicas"]!;

    /// <summary>How its violation stands; null while the guard has not found it.</summary>
    public Episode? Episode(string name) => Ledger.On(new ObjectKey("apps", "Deployment", "shop", name)).SingleOrDefault();

    /// <summary>Whether a last warning of it was accepted, and written down.</summary>
    public bool IsWarned(string name) => Inbox.About(name) == 1 && Episode(name)?.AcceptedWarnings == 1;

    /// <summary>When something was done about it, in order.</summary>
    public IReadOnlyList<DateTimeOffset> Acted(string name) =>
        [.. Ledger.Actions().Where(action => action.Target.Name == name && action.State == ActionState.Done).Select(action => action.IntendedAt).Order()];

    /// <summary>Waits until something holds.</summary>
    public async Task UntilAsync(Func<bool> holds)
    {
        using var enough = new CancellationTokenSource(Patience, TimeProvider.System);
        while (!holds())
        {
            if (enough.IsCancellationRequested) throw new TimeoutException($"it did not come; this did:\n{await ToldAsync()}\n{Inbox}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until every loop had the time to do what it thinks is due.</summary>
    public Task LooksAsync() => Machine.LooksAsync(4, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await cluster.DisposeAsync();
        Machine.Dispose();
        folder.Dispose();
    }

    private async Task<string> ToldAsync()
    {
        var (all, log) = (new StringBuilder(), host.Services.GetRequiredService<HappeningLog>());
        log.Tell(HappeningKind.Program, "end");
        await foreach (var one in log.ListenAsync(0, CancellationToken.None))
        {
            if (one.Text == "end") break;
            all.Append(CultureInfo.InvariantCulture, $"{one.At:u} {one.Kind}: {one.Text}\n");
        }

        return all.ToString();
    }

    private void Write(DateTimeOffset start, string actions, string schedules)
    {
        folder.Write("policies/bad-image.csx", """
            Policy("bad-image", Severity.High, "Images come from somewhere").Escalate(warnings: 1, every: Hours(1), action: Act.Stop);
            EachContainer((c, found) => { if (c.Image.StartsWith("evil")) found.Violation(c["image"], "it is bad"); });
            """);
        folder.Write("policies/nights.csx", $"Policy(\"nights\", Severity.Low, \"Some sleep\");\n{schedules}\n");
        var end = start.AddMinutes(90).UtcDateTime.ToString("yyyy-MM-ddTHH:mm'Z'", CultureInfo.InvariantCulture);
        folder.Write("policies/url", "https://inbox.example.net/workflow");
        folder.Write("policies/policies.yaml", $$"""
            cluster: test
            mode: act
            timeZone: Europe/Berlin
            escalation: { grace: 0, every: 1h, warnings: 1 }
            actions:
              soak: 0
              minimumAge: 0
              breaker: { share: 100%, atLeast: 100000, within: 1h }
              {{actions}}
            owners: { team: [label team] }
            teams: { shop: { channels: [shop-teams] } }
            channels: { shop-teams: { type: teams, urlFile: url } }
            exemptions:
            - { policies: [bad-image], namespaces: [shop], names: [covered], reason: it moves, ticket: T-1, expires: "{{end}}" }
            policies: { bad-image: { mode: act }, nights: { mode: act } }
            """);
    }
}
