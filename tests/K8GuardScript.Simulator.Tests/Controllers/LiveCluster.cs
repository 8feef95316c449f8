using System.Text.Json.Nodes;

namespace K8GuardScript.Simulator.Tests.Controllers;

/// <summary>A cluster whose controllers act, and whose time passes only while a test waits for something.</summary>
internal sealed class LiveCluster : IAsyncDisposable
{
    private const int AtMost = 100;

    private readonly ManualClock clock;
    private readonly ApiCaller api;
    private readonly string file;

    private LiveCluster(ManualClock clock, ApiCaller api, string file)
    {
        this.clock = clock;
        this.api = api;
        this.file = file;
    }

    public SimulatedCluster Cluster => this.api.Cluster;

    public IReadOnlyList<JsonObject> Pods => Cluster.List("v1", "Pod");

    public static async Task<LiveCluster> StartAsync(params string[] manifests)
    {
        var file = Path.Combine(Path.GetTempPath(), $"k8guard-{Guid.NewGuid():N}.yaml");
        await File.WriteAllTextAsync(file, string.Join("\n---\n", manifests));
        var clock = new ManualClock();
        var options = new SimulatorOptions { Controllers = true, Clock = clock, Manifests = manifests.Length > 0 ? [file] : [] };
        return new LiveCluster(clock, await ApiCaller.StartAsync(options), file);
    }

    public async Task<ApiReply> PostAsync(string path, string body)
    {
        var reply = await this.api.PostAsync(path, body);
        Assert.True(reply.Status == 201, reply.Text);
        return reply;
    }

    public Task<ApiReply> MergeAsync(string path, string patch) => this.api.MergeAsync(path, patch);

    public Task<ApiReply> StrategicAsync(string path, string patch) =>
        this.api.SendAsync("PATCH", path, patch, "application/strategic-merge-patch+json");

    public Task<ApiReply> SendAsync(string method, string path, string? body = null, string? contentType = null) =>
        this.api.SendAsync(method, path, body, contentType);

    public JsonObject? Get(string apiVersion, string kind, string name) => Cluster.Get(apiVersion, kind, "default", name);

    /// <summary>A number of an object's status; null where it is absent.</summary>
    public int? Number(string apiVersion, string kind, string name, string field) => (int?)Get(apiVersion, kind, name)?["status"]?[field];

    /// <summary>The conditions of an object that hold.</summary>
    public IEnumerable<string?> ConditionsOf(string apiVersion, string kind, string name) =>
        (Get(apiVersion, kind, name)?["status"]?["conditions"] as JsonArray ?? [])
            .Where(condition => (string?)condition!["status"] == "True").Select(condition => (string?)condition!["type"]);

    /// <summary>Lets time pass, step by step, until something is so. Fails where it never is.</summary>
    public async Task UntilAsync(Func<bool> holds, TimeSpan? step = null)
    {
        for (var steps = 0; ; steps++)
        {
            await Cluster.SettledAsync(TestContext.Current.CancellationToken);
            if (holds()) return;
            Assert.True(steps < AtMost, $"it never came to that; the pods are {new JsonArray([.. Pods])}");
            this.clock.Advance(step ?? TimeSpan.FromSeconds(1));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await this.api.DisposeAsync();
        File.Delete(this.file);
    }
}
