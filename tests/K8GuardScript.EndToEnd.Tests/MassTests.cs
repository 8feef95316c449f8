using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using K8GuardScript.Simulator;

namespace K8GuardScript.EndToEnd.Tests;

/// <summary>A policy goes wrong on a whole cluster at once.</summary>
public sealed class MassTests
{
    private const string Script = """
        Policy("suddenly", Severity.High, "Nothing is right").Escalate(action: Act.Stop);
        var marks = Setting("marks", new[] { "none" }, "names that are wrong; `*` for all");
        Each<Deployment>((d, found) =>
        {
            if (marks.Any(mark => mark == "*" || mark == d.Metadata.Name)) found.Violation(d["spec"]["replicas"], "it is wrong", subject: "it");
        });
        """;

    private static readonly string[] Wrong = ["wrong-a", "wrong-b", "wrong-c"];

    [Fact]
    public async Task A_policy_that_suddenly_marks_every_deployment_acts_within_its_budget_trips_and_is_undone_by_one_command()
    {
        var objects = int.Parse(Environment.GetEnvironmentVariable("K8GUARD_MASS_OBJECTS") ?? "2000", CultureInfo.InvariantCulture);
        using var place = new Workplace();
        await using var teams = await TeamsDouble.StartAsync();
        await using var cluster = await SimulatedCluster.StartAsync(
            new SimulatorOptions { Generated = new GeneratedObjects { Count = objects, FlawedShare = 0 } }, Deadline.Token());
        place.Write("kubeconfig", cluster.Kubeconfig);
        cluster.Put(FreeLease());
        place.Write("policies/suddenly.csx", Script);
        var url = await teams.WriteUrlFileAsync(place.Folder);
        place.Write("policies/policies.yaml", Settings(url, "[wrong-a, wrong-b, wrong-c]"));
        await using var run = K8GuardProcess.Start(
            place.Folder, "run", "--act", "--kubeconfig", "kubeconfig", "--policies", "policies", "--data", "data", "--listen", "127.0.0.1:0");
        using var guard = await run.ClientAsync();
        await CrashWorld.EventuallyAsync(async () => (await guard.GetAsync("/readyz")).Code == HttpStatusCode.OK
            && (string?)(await guard.ItemsAsync("/api/v1/policies")).Single()["baseline"] == "closed");

        // three are wrong, and are acted on: within the budget of five
        await Task.Delay(TimeSpan.FromSeconds(1.1), TimeProvider.System, Deadline.Token());
        foreach (var name in Wrong) cluster.Put(Deployment(name));
        await CrashWorld.EventuallyAsync(async () => (await DoneAsync(guard)).Count == Wrong.Length);

        // then the policy goes wrong
        place.Write("policies/policies.yaml", Settings(url, "[\"*\"]"));
        await CrashWorld.EventuallyAsync(async () => (await guard.JsonAsync("/api/v1/summary"))["breakers"]!.AsArray().Count == 1);
        Assert.Equal(HttpStatusCode.OK, (await guard.GetAsync("/readyz")).Code);
        await CrashWorld.EventuallyAsync(() => Task.FromResult(teams.Texts.Contains("Breaker tripped", StringComparison.Ordinal)));
        Assert.InRange((await DoneAsync(guard)).Count, Wrong.Length, 5);

        var (code, output, errors) = await K8GuardProcess.RunAsync(
            place.Folder, "undo", "--policy", "suddenly", "--since", "1h", "--server", guard.Address.ToString(), "--data", "data");
        Assert.True(code == 0, output + errors);
        Assert.All(Wrong, name => Assert.Equal(3, Replicas(cluster, name)));
        Assert.All(cluster.List("apps/v1", "Deployment"), one => Assert.NotEqual(0, (int?)one["spec"]!["replicas"] ?? 1));

        // whatever happens now, nothing is acted on
        place.Write("policies/policies.yaml", Settings(url, "[\"*\"]") + "# saved again\n");
        await Task.Delay(TimeSpan.FromSeconds(4), TimeProvider.System, Deadline.Token());
        var undone = (await guard.ItemsAsync("/api/v1/actions?state=done")).Count(action => (string?)action["cause"] == "undo");
        Assert.Equal(undone, (await DoneAsync(guard)).Count);
        Assert.Single((await guard.JsonAsync("/api/v1/summary"))["breakers"]!.AsArray());

        // until a person says so
        (code, output, errors) = await K8GuardProcess.RunAsync(
            place.Folder, "resume", "--policy", "suddenly", "--server", guard.Address.ToString(), "--data", "data");
        Assert.True(code == 0, output + errors);
        await CrashWorld.EventuallyAsync(async () => (await DoneAsync(guard)).Count > undone);
        Assert.InRange((await DoneAsync(guard)).Count, undone + 1, 5);
    }

    private static string Settings(string url, string marks) => $$"""
        cluster: test
        mode: act
        escalation: { grace: 0, every: 500ms, warnings: 1 }
        actions:
          soak: 0
          minimumAge: 0
          budget: { perHour: 5, perNamespacePerHour: 5 }
          breaker: { share: 20%, atLeast: 10, within: 1h }
        owners: { fallback: platform, fallbackArms: true }
        channels: { platform: { type: teams, urlFile: {{url}} } }
        policies: { suddenly: { mode: act, settings: { marks: {{marks}} } } }

        """;

    // given back in order, so that nobody waits for whoever may have held it
    private static JsonObject FreeLease() => JsonNode.Parse("""
        {
          "apiVersion": "coordination.k8s.io/v1", "kind": "Lease", "metadata": { "name": "k8guard", "namespace": "default" },
          "spec": { "holderIdentity": "", "leaseDurationSeconds": 1 }
        }
        """)!.AsObject();

    private static JsonObject Deployment(string name) => JsonNode.Parse($$"""
        {
          "apiVersion": "apps/v1", "kind": "Deployment", "metadata": { "name": "{{name}}", "namespace": "default" },
          "spec": {
            "replicas": 3, "selector": { "matchLabels": { "app": "{{name}}" } },
            "template": { "metadata": { "labels": { "app": "{{name}}" } }, "spec": { "containers": [{ "name": "app", "image": "a/b:1" }] } }
          }
        }
        """)!.AsObject();

    private static int Replicas(SimulatedCluster cluster, string name) =>
        (int)cluster.Get("apps/v1", "Deployment", "default", name)!["spec"]!["replicas"]!;

    private static async Task<IReadOnlyList<JsonObject>> DoneAsync(GuardClient guard) =>
        [.. (await guard.ItemsAsync("/api/v1/actions?state=done")).Where(action => (string?)action["cause"] == "ladder")];
}
