using System.Text.Json.Nodes;

namespace K8GuardScript.EndToEnd.Tests.Hostile;

/// <summary>
/// Drops hostile scripts into the policies folder of the running program, beside a policy that means well: that one goes on
/// judging, the process stays the same, and nothing outside changes.
/// </summary>
public sealed class HostileScriptTests
{
    private const string Witness = """
        Policy("witness", Severity.High, "Goes on whatever happens");
        Each<Deployment>((d, found) => found.Violation(d, $"saw `{d.Metadata.Name}`"));
        """;

    private const string SecondDeployment = """
        {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "late", "namespace": "shop"},
         "spec": {"selector": {"matchLabels": {"app": "late"}}, "template": {"spec": {"containers": [{"name": "app", "image": "late:1"}]}}}}
        """;

    private const string Bombs = "bombs that are made here";

    public static TheoryData<string> Files() =>
    [
        Bombs,
        .. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Hostile"), "*.txt")
            .Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Hostile_scripts_are_refused_or_stopped_and_nobody_else_notices(string file)
    {
        using var place = new Workplace();
        var canary = place.Write("canary.txt", "untouched");
        place.Write("policies/witness.csx", Witness);
        place.Write("policies/policies.yaml", "mode: safe\nescalation: { grace: 1h }\n");
        WriteLibraries(place, canary);
        var (cluster, kubeconfig) = await SomeCluster.StartAsync(place);
        await using var _ = cluster;
        await using var worker = K8GuardProcess.Start(
            place.Folder, "run", "--kubeconfig", kubeconfig, "--policies", "policies", "--data", "data", "--listen", "127.0.0.1:0");
        using var guard = await worker.ClientAsync();
        await guard.UntilAsync(() => SeesAsync(guard, "web"));

        var scripts = file == Bombs ? CompilerBombs.All() : HostileScript.Read(file, canary);
        foreach (var script in scripts) WriteAtOnce(place, $"{script.Name}.csx", script.Text);
        var fates = await SettledAsync(guard, scripts, worker);

        Assert.All(scripts, script => AssertFate(script, fates[script.Name]));
        Assert.Equal("untouched", await File.ReadAllTextAsync(canary));

        // the witness still sees what comes, in the same process
        cluster.Put(JsonNode.Parse(SecondDeployment)!.AsObject());
        await guard.UntilAsync(() => SeesAsync(guard, "late"));
        Assert.True(worker.IsRunning);
        Assert.DoesNotContain(cluster.Writes(), request => request.Path.Contains("/deployments/", StringComparison.Ordinal));
    }

    private static void AssertFate(HostileScript script, JsonObject policy)
    {
        var state = policy["state"]!.GetValue<string>();
        var error = policy["errors"]!.AsArray().FirstOrDefault();
        var isRefused = state == "failed" && error?["line"] is not null && error["column"] is not null;
        var isStopped = state is "active" && policy["faults"]!.GetValue<long>() > 0;
        var isHarmless = state is "active" && policy["evaluations"]!.GetValue<long>() > 0;
        var isAsExpected = script.Fate switch
        {
            HostileFate.Refused => isRefused,
            HostileFate.Fault => isStopped,
            _ => state == "failed" || isStopped || isHarmless,
        };
        Assert.True(isAsExpected, $"`{script.Name}` should be {script.Fate}, but: {policy.ToJsonString()}");
    }

    private static async Task<Dictionary<string, JsonObject>> SettledAsync(
        GuardClient guard, IReadOnlyList<HostileScript> scripts, K8GuardProcess worker)
    {
        var deadline = Deadline.Token();
        while (true)
        {
            Assert.True(worker.IsRunning, $"the worker ended:\n{worker.Output}\n{worker.Errors}");
            var items = (await guard.ItemsAsync("/api/v1/policies")).ToDictionary(item => Path.GetFileNameWithoutExtension(item["file"]!.GetValue<string>()));
            var open = scripts.Where(script => !items.TryGetValue(script.Name, out var item) || !IsSettled(item)).Select(script => script.Name).ToList();
            if (open.Count == 0) return items;
            if (deadline.IsCancellationRequested) Assert.Fail($"not settled: {string.Join(", ", open)}\n{worker.Output}\n{worker.Errors}");
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, CancellationToken.None);
        }
    }

    private static bool IsSettled(JsonObject policy) => policy["state"]!.GetValue<string>() switch
    {
        "active" => policy["evaluations"]!.GetValue<long>() + policy["faults"]!.GetValue<long>() > 0,
        _ => true,
    };

    private static async Task<bool> SeesAsync(GuardClient guard, string name) =>
        (await guard.ItemsAsync("/api/v1/violations?policy=witness")).Any(item => item["name"]?.GetValue<string>() == name);

    // renamed into place, so that no half of a script is ever seen
    private static void WriteAtOnce(Workplace place, string name, string text) =>
        File.Move(place.Write($"staging/{name}", text), place.PathOf($"policies/{name}"));

    private static void WriteLibraries(Workplace place, string canary)
    {
        place.Write("policies/_spin.csx", "void Spin() { while (true) { } }");
        place.Write("policies/_write.csx", $"void Write() {{ System.IO.File.WriteAllText(\"{canary}\", \"owned\"); }}");
        place.Write("policies/_self.csx", "#load \"_self.csx\"\n");
        place.Write("outside.csx", "int outside = 1;");
        File.CreateSymbolicLink(place.PathOf("policies/_link.csx"), place.PathOf("outside.csx"));
    }
}
