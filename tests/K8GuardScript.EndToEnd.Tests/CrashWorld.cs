using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using K8GuardScript.Simulator;

namespace K8GuardScript.EndToEnd.Tests;

/// <summary>
/// A simulated cluster, a workflow that takes every message, and a guard in mode act between them that can be killed and started again
/// as often as wanted: it warns of each bad deployment twice, and then scales it to zero.
/// </summary>
internal sealed partial class CrashWorld : IAsyncDisposable
{
    private const string KillAt = "K8GUARD_TEST_KILL_AT";
    private const string Notes = "K8GUARD_TEST_FAULT_NOTES";
    private readonly Workplace place = new();
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

    /// <summary>The token that orders need.</summary>
    public string Token => File.ReadAllText(place.PathOf("data/api-token")).Trim();

    /// <summary>Every fault point that was reached so far, in order.</summary>
    public IReadOnlyList<string> Reached => File.Exists(place.PathOf("notes")) ? File.ReadAllLines(place.PathOf("notes")) : [];

    /// <summary>Starts cluster and workflow, and runs the guard once, until it knows its policy: what comes later is no baseline.</summary>
    public static async Task<CrashWorld> StartAsync()
    {
        var place = new Workplace();
        var teams = await TeamsDouble.StartAsync();
        var (cluster, kubeconfig) = await SomeCluster.StartAsync(place, place.Write("cluster.yaml", """
            apiVersion: v1
            kind: Namespace
            metadata: { name: shop, labels: { team: shop } }
            """));
        place.Write("policies/bad-image.csx", """
            Policy("bad-image", Severity.High, "Images come from somewhere").Escalate(warnings: 2, every: Seconds(1), action: Act.Stop);
            EachContainer((c, found) => { if (c.Image.StartsWith("evil")) found.Violation(c["image"], $"image `{c.Image}` is bad"); });
            """);
        var config = place.Write("settings.yaml", $$"""
            cluster: test
            mode: act
            escalation: { grace: 0, every: 300ms, warnings: 2 }
            actions:
              soak: 0
              minimumAge: 0
              budget: { perHour: 10000, perNamespacePerHour: 10000 }
              breaker: { share: 100%, atLeast: 100000, within: 1h }
            owners: { team: [label team] }
            teams: { shop: { channels: [shop-teams] } }
            channels: { shop-teams: { type: teams, urlFile: {{await teams.WriteUrlFileAsync(place.Folder)}} } }
            policies: { bad-image: { mode: act, escalation: { every: 300ms } } }
            """);
        var world = new CrashWorld(cluster, teams, place, kubeconfig, config);
        await using var first = world.Run();
        using var guard = await first.ClientAsync();
        await EventuallyAsync(async () => (await guard.ItemsAsync("/api/v1/policies")).Single()["baseline"] is JsonValue told && told.GetValue<string>() == "closed");
        await first.StopAsync();
        return world;
    }

    /// <summary>Starts the guard.</summary>
    /// <param name="killAt">where it dies, as <c>IntentStored:2</c>; null for nowhere</param>
    public K8GuardProcess Run(string? killAt = null)
    {
        var environment = new Dictionary<string, string> { [Notes] = place.PathOf("notes") };
        if (killAt is not null) environment[KillAt] = killAt;
        return K8GuardProcess.Start(place.Folder, "K8GuardScript.FaultHost.dll", environment, arguments);
    }

    /// <summary>Runs the guard until all of these are stopped, and its ledger says so.</summary>
    public async Task FinishAsync(params string[] names)
    {
        await using var guard = Run();
        using var client = await guard.ClientAsync();
        await EventuallyAsync(async () =>
        {
            var done = await client.ItemsAsync("/api/v1/actions?state=done");
            return names.All(name => done.Any(action => (string?)action["name"] == name)) && names.All(name => Replicas(name) == 0);
        });
        Assert.Empty(await client.ItemsAsync("/api/v1/actions?state=intended"));
        Assert.Empty(await client.ItemsAsync("/api/v1/actions?state=unknown"));
        var all = await client.ItemsAsync("/api/v1/actions?state=done");
        Assert.All(names, name => Assert.Single(all, action => (string?)action["name"] == name));
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

    /// <summary>Replicas of a deployment now.</summary>
    public int Replicas(string name) => (int)cluster.Get("apps/v1", "Deployment", "shop", name)!["spec"]!["replicas"]!;

    /// <summary>How often the guard changed a deployment, beside rehearsals.</summary>
    public int WritesTo(string name) => cluster.Requests.Count(request =>
        request is { Method: "PATCH" or "PUT", Status: 200 }
        && request.Path.Contains($"/deployments/{name}", StringComparison.Ordinal)
        && !request.Path.Contains("dryRun", StringComparison.Ordinal));

    /// <summary>How many messages came beyond the first with their id.</summary>
    public int RepeatedMessages => teams.Messages.Count - MessageIds().Distinct().Count();

    /// <summary>How often a warning about a deployment came, by its number.</summary>
    public int Warnings(string name, int ordinal) => teams.Messages.DistinctBy(IdOf).Count(message =>
        Plain(message).Contains($"shop/{name}`", StringComparison.Ordinal)
        && Plain(message).Contains(string.Create(CultureInfo.InvariantCulture, $"({ordinal} of 2)"), StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        await teams.DisposeAsync();
        place.Dispose();
    }

    private IEnumerable<string> MessageIds() => teams.Messages.Select(IdOf);

    private static string IdOf(JsonNode message) => Id().Match(Plain(message)).Value;

    // what a card escapes for Markdown
    private static string Plain(JsonNode message) => message.ToJsonString().Replace("\\", "", StringComparison.Ordinal);

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex Id();
}
