using System.Net;
using System.Net.Sockets;
using static K8GuardScript.Simulator.Tests.ApiCaller;

namespace K8GuardScript.Simulator.Tests.Loading;

public sealed class StartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("simulator-").FullName;

    public void Dispose() => Directory.Delete(this.folder, recursive: true);

    [Fact]
    public async Task Every_wrong_manifest_is_named_with_its_place_at_once()
    {
        Write("a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ok}\n---\napiVersion: v1\nkind: Nope\nmetadata: {name: x}\n");
        Write("b.yaml", "a: [1\n");
        Write("c.json", "{\"kind\":");
        Write("d.yml", "kind: ConfigMap\nmetadata: {labels: {on: yes}}\n");
        Write("e.yaml", "- just\n- a list\n");
        Write("ignored.txt", "not a manifest");

        var error = await Assert.ThrowsAsync<SimulatorStartException>(() =>
            StartAsync(new SimulatorOptions { Manifests = [this.folder, Path.Combine(this.folder, "missing")] }));

        string[] expected =
        [
            "missing: no such file or folder", "a.yaml:5:1: no kind `Nope`", "b.yaml:2:1: ", "c.json:1:9: ",
            "d.yml:1:1: `apiVersion` is missing", "d.yml:1:1: `metadata.name` is missing",
            "d.yml:1:1: `metadata.labels[true]` must be a string", "e.yaml:1:1: not an object",
        ];
        Assert.All(expected, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
        Assert.Equal(expected.Length, error.Problems.Count);
    }

    [Fact]
    public async Task A_busy_port_is_told_with_what_to_do()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var error = await Assert.ThrowsAsync<SimulatorStartException>(() => StartAsync(new SimulatorOptions { Port = port }));

        Assert.Contains($"127.0.0.1:{port}", error.Message, StringComparison.Ordinal);
        Assert.Contains("choose another port", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_none_is_told() =>
        await Assert.ThrowsAsync<SimulatorStartException>(() => StartAsync(new SimulatorOptions { Port = 70_000 }));

    [Fact]
    public async Task Namespaces_are_made_where_they_are_missing_and_the_systems_are_always_there()
    {
        Write("a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: made}\n---\n"
            + "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: b}\n");
        await using var api = await StartAsync(new SimulatorOptions { Manifests = [this.folder] });

        var names = (await api.GetAsync("/api/v1/namespaces")).ItemNames;
        Assert.Equal(["default", "kube-node-lease", "kube-public", "kube-system", "made"], names);
        var made = api.Cluster.Get("v1", "Namespace", "", "made")!;
        Assert.Equal("made", (string?)made["metadata"]!["labels"]!["kubernetes.io/metadata.name"]);
        Assert.Equal(("kubernetes", "Active"), ((string?)made["spec"]!["finalizers"]![0], (string?)made["status"]!["phase"]));
        Assert.NotNull(api.Cluster.Get("v1", "ConfigMap", "default", "b"));
    }

    [Fact]
    public async Task A_list_as_a_server_sends_it_keeps_what_the_server_gave()
    {
        Write("list.json", """
            {"kind":"ReplicaSetList","apiVersion":"apps/v1","metadata":{"resourceVersion":"7"},"items":[{"metadata":
            {"name":"rs","namespace":"default","uid":"u-1","resourceVersion":"5","creationTimestamp":"2020-01-01T00:00:00Z","generation":4,
            "ownerReferences":[{"kind":"Deployment","name":"d","uid":"u-0"}]},"spec":{"replicas":0},"status":{"replicas":2}}]}
            """);
        await using var api = await StartAsync(new SimulatorOptions { Manifests = [Path.Combine(this.folder, "list.json")] });

        var stored = api.Cluster.Get("apps/v1", "ReplicaSet", "default", "rs")!;
        var metadata = stored["metadata"]!;
        Assert.Equal(("u-1", "2020-01-01T00:00:00Z", 4, "u-0"), ((string?)metadata["uid"], (string?)metadata["creationTimestamp"],
            (int)metadata["generation"]!, (string?)metadata["ownerReferences"]![0]!["uid"]));
        Assert.Equal((0, 2), ((int)stored["spec"]!["replicas"]!, (int)stored["status"]!["replicas"]!));
    }

    [Fact]
    public async Task Of_an_object_that_comes_twice_the_later_wins_and_the_uid_stays()
    {
        Write("1.json", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","uid":"u-1"},"data":{"k":"1"}}""");
        Write("2.json", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{"k":"2"}}""");
        await using var api = await StartAsync(new SimulatorOptions { Manifests = [this.folder] });
        var stored = api.Cluster.Get("v1", "ConfigMap", "default", "a")!;
        Assert.Equal(("u-1", "2"), ((string?)stored["metadata"]!["uid"], (string?)stored["data"]!["k"]));
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(this.folder, name), text);
}
