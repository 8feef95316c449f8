using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using K8GuardScript.Simulator;

namespace K8GuardScript.EndToEnd.Tests;

/// <summary>
/// A simulated cluster, a workflow that takes every message, and a guard in mode act between them that can be killed and started again
/// as often as wanted.
/// </summary>
internal sealed partial class CrashWorld : IAsyncDisposable
{
    private const string KillAt = "K8GUARD_TEST_KILL_AT";
    private const string ScheduleTimes = "K8GUARD_TEST_SCHEDULES";
    private readonly Workplace place;
    private readonly SimulatedCluster cluster;
    private readonly TeamsDouble teams;
    private readonly string[] arguments;

    private CrashWorld(SimulatedCluster cluster, TeamsDouble teams, Workplace place, string kubeconfig, string config)
    {
        (this.cluster, this.teams, this.place) = (cluster, teams, place);
        arguments =
        [
            "run", "--act", "--kubeconfig", kubeconfig, "--policies", place.PathOf("policies"), "--config", config, "--data", "data",
            "--listen", "127.0.0.1:0",
        ];
    }

    /// <summary>The cluster.</summary>
    public SimulatedCluster Cluster => cluster;

    /// <summary>The guard's data folder.</summary>
    public string Data => place.PathOf("data");

    /// <summary>The token that orders need.</summary>
    public string Token => File.ReadAllText(place.PathOf("data/api-token")).Trim();

    /// <summary>When the schedules come, as <c>cron=instant;...</c>; empty for never.</summary>
    public string Schedules { get; set; } = "";

    /// <summary>Starts cluster and workflow. The guard has never run: whatever is there when it first does is baseline.</summary>
    public static async Task<CrashWorld> CreateAsync(string script = CrashScene.BadImages)
    {
        var place = new Workplace();
        var teams = await TeamsDouble.StartAsync();
        var cluster = await SimulatedCluster.StartAsync(
            new SimulatorOptions { Manifests = [place.Write("cluster.yaml", CrashScene.Cluster)], RequestsKept = 1_000_000 }, Deadline.Token());
        var kubeconfig = place.Write("kubeconfig", cluster.Kubeconfig);
        place.Write("policies/bad-image.csx", script);
        var config = place.Write("settings.yaml", CrashScene.Settings(await teams.WriteUrlFileAsync(place.Folder)));
        return new CrashWorld(cluster, teams, place, kubeconfig, config);
    }

    /// <summary>The same, and runs the guard once, until it knows its policy: what comes later is no baseline.</summary>
    public static async Task<CrashWorld> StartAsync(string script = CrashScene.BadImages)
    {
        var world = await CreateAsync(script);
        await world.LearnAsync();
        return world;
    }

    /// <summary>Runs the guard until it knows its policy.</summary>
    public async Task LearnAsync()
    {
        await using var first = Run();
        using var guard = await first.ClientAsync();
        await EventuallyAsync(async () => (string?)(await guard.ItemsAsync("/api/v1/policies")).Single()["baseline"] == "closed");
        Assert.Equal(0, await first.StopAsync());
    }

    /// <summary>Starts the guard.</summary>
    /// <param name="killAt">where it dies, as <c>IntentStored:2</c>; null for nowhere</param>
    /// <param name="wrapper">a command that becomes the guard, or null</param>
    public K8GuardProcess Run(string? killAt = null, IReadOnlyList<string>? wrapper = null)
    {
        var environment = new Dictionary<string, string> { [ScheduleTimes] = Schedules };
        if (killAt is not null) environment[KillAt] = killAt;
        return K8GuardProcess.Start(wrapper ?? [], place.Folder, "K8GuardScript.FaultHost.dll", environment, arguments);
    }

    /// <summary>Runs the guard until it dies.</summary>
    public async Task DieAsync(string killAt)
    {
        await using var dying = Run(killAt);
        Assert.Equal(137, await dying.ExitCodeAsync());
    }

    /// <summary>Runs the guard until all of these are stopped, and its ledger says so.</summary>
    public Task FinishAsync(params string[] names) => FinishAsync(() => true, names);

    /// <summary>The same, and their owner heard of it.</summary>
    public Task FinishAndTellAsync(params string[] names) => FinishAsync(() => names.All(name => ActionsTold(name) > 0), names);

    /// <summary>How often their owner heard that a deployment was stopped.</summary>
    public int ActionsTold(string name) => Told($"shop/{name}' was scaled to 0");

    /// <summary>How often their owner heard that this was undone.</summary>
    public int UndosTold(string name) => Told($"shop/{name}', which was scaled to 0, is as it was before: undone by a test");

    private int Told(string words) => Texts.Split('\n').Count(line => line.Contains(words, StringComparison.Ordinal));

    private async Task FinishAsync(Func<bool> isTold, string[] names)
    {
        await using var guard = Run();
        using var client = await guard.ClientAsync();
        await EventuallyAsync(async () =>
        {
            var done = await client.ItemsAsync("/api/v1/actions?state=done");
            return names.All(name => done.Any(action => (string?)action["name"] == name)) && names.All(name => Replicas(name) == 0) && isTold();
        });
        Assert.Empty(await client.ItemsAsync("/api/v1/actions?state=intended"));
        Assert.Empty(await client.ItemsAsync("/api/v1/actions?state=unknown"));
        var all = await client.ItemsAsync("/api/v1/actions?state=done");
        Assert.All(names, name =>
        {
            var own = all.Where(action => (string?)action["name"] == name).Select(action => action.ToJsonString()).ToList();
            Assert.True(own.Count == 1, string.Join('\n', own));
        });
        Assert.Equal(0, await guard.StopAsync());
    }

    /// <summary>Waits until something holds.</summary>
    public static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        var deadline = Deadline.Token();
        while (!await holds()) await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, deadline);
    }

    /// <summary>A bad deployment comes.</summary>
    public void Deploy(string name) => cluster.Put(JsonNode.Parse($$"""
        {
          "apiVersion": "apps/v1", "kind": "Deployment", "metadata": { "name": "{{name}}", "namespace": "shop" },
          "spec": {
            "replicas": 3, "selector": { "matchLabels": { "app": "{{name}}" } },
            "template": { "metadata": { "labels": { "app": "{{name}}" } }, "spec": { "containers": [{ "name": "app", "image": "evil/{{name}}:1" }] } }
          }
        }
        """)!.AsObject());

    /// <summary>A farm comes.</summary>
    public void Build(string name) => cluster.Put(new JsonObject
    {
        ["apiVersion"] = "example.com/v1",
        ["kind"] = "Farm",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "shop" },
        ["spec"] = new JsonObject { ["size"] = 3 },
    });

    /// <summary>Replicas of a deployment or a farm now.</summary>
    public int Replicas(string name) => cluster.Get("apps/v1", "Deployment", "shop", name) is { } deployment
        ? (int)deployment["spec"]!["replicas"]!
        : (int)cluster.Get("example.com/v1", "Farm", "shop", name)!["spec"]!["size"]!;

    /// <summary>How often the guard changed a deployment or a farm, beside rehearsals.</summary>
    /// <param name="name">of the object</param>
    /// <param name="part">its subresource as <c>/scale</c>, or empty</param>
    public int WritesTo(string name, string part = "") => cluster.Requests.Count(request =>
        request is { Method: "PATCH" or "PUT", Status: 200 }
        && request.Path.Split('?')[0].EndsWith($"s/{name}{part}", StringComparison.Ordinal)
        && !request.Path.Contains("dryRun", StringComparison.Ordinal));

    /// <summary>How many messages came beyond the first with their id.</summary>
    public int RepeatedMessages => teams.Messages.Count - MessageIds().Distinct().Count();

    /// <summary>How often a warning about a deployment came, by its number.</summary>
    public int Warnings(string name, int ordinal) => Texts.Split('\n').Count(line =>
        line.Contains($"shop/{name}'", StringComparison.Ordinal)
        && line.Contains(string.Create(CultureInfo.InvariantCulture, $"({ordinal} of 2"), StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        await teams.DisposeAsync();
        place.Dispose();
    }

    /// <summary>Every text that came, without what is escaped for Markdown.</summary>
    public string Texts => teams.Texts.Replace("\\", "", StringComparison.Ordinal);

    private IEnumerable<string> MessageIds() => teams.Messages.Select(IdOf);

    private static string IdOf(JsonNode message) => Id().Match(message.ToJsonString()).Value;

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex Id();
}
