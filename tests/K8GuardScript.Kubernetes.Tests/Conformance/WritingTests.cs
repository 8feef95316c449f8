using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Kubernetes.Scaling;
using K8GuardScript.Kubernetes.Writing;

namespace K8GuardScript.Kubernetes.Tests.Conformance;

public sealed class WritingTests(ConformanceServer server) : ConformanceScene(server)
{
    [Fact]
    public async Task What_was_created_can_be_read_and_not_created_again()
    {
        var created = await CreateAsync(ConfigMaps, "a");
        var again = await Client.CreateAsync(ConfigMaps, Namespace, Json("""{"metadata":{"name":"a"}}"""), false, Cancel);

        var read = await ReadAsync(ConfigMaps, "a");
        Assert.Equal((Uid(created), Version(created)), (Uid(read), Version(read)));
        Assert.Equal(WriteResult.AlreadyExists, again.Result);
    }

    [Fact]
    public async Task A_name_is_made_from_a_prefix()
    {
        var made = await Client.CreateAsync(ConfigMaps, Namespace, Json("""{"metadata":{"generateName":"made-"}}"""), false, Cancel);

        Assert.Equal(WriteResult.Done, made.Result);
        Assert.Matches("^made-[a-z0-9]{5}$", (string?)Parsed(made.Json)["metadata"]!["name"]);
    }

    [Fact]
    public async Task What_is_not_there_is_gone_and_what_no_server_knows_is_refused()
    {
        var missing = await Client.GetAsync(ConfigMaps, Namespace, "missing", Cancel);
        var unknownKind = await Client.GetAsync(new KindName("apps", "v1", "Teapot"), Namespace, "a", Cancel);
        var unknownGroup = await Client.GetAsync(new KindName("teapots.example.com", "v1", "Teapot"), Namespace, "a", Cancel);

        Assert.Equal(ReadResult.Gone, missing.Result);
        Assert.Equal(ReadResult.Refused, unknownKind.Result);
        Assert.Equal(ReadResult.Refused, unknownGroup.Result);
    }

    [Fact]
    public async Task A_merge_patch_with_the_right_guards_is_done()
    {
        await CreateDeploymentAsync("web", 3);

        // a controller may write its status between our read and our patch
        await UntilAsync(
            async () =>
            {
                var read = await ReadAsync(Deployments, "web");
                var outcome = await PatchAsync("web", Guarded(Uid(read), Version(read), "\"spec\":{\"replicas\":0}"));
                Assert.True(outcome.Result is WriteResult.Done or WriteResult.Conflict, outcome.Message);
                return outcome.Result == WriteResult.Done;
            },
            "patched");

        Assert.Equal(0, (int)(await ReadAsync(Deployments, "web"))["spec"]!["replicas"]!);
    }

    [Fact]
    public async Task A_merge_patch_on_another_version_or_another_object_changes_nothing()
    {
        var before = await CreateDeploymentAsync("web", 3);
        await PatchAsync("web", """{"metadata":{"labels":{"changed":"yes"}}}""");

        var stale = await PatchAsync("web", Guarded(Uid(before), Version(before), "\"spec\":{\"replicas\":0}"));
        var other = await PatchAsync("web", Guarded(Guid.NewGuid().ToString(), "", "\"spec\":{\"replicas\":0}"));
        var missing = await PatchAsync("nowhere", """{"spec":{"replicas":0}}""");

        Assert.Equal(WriteResult.Conflict, stale.Result);
        Assert.Equal(WriteResult.Conflict, other.Result);
        Assert.Equal(WriteResult.Gone, missing.Result);
        Assert.Equal(3, (int)(await ReadAsync(Deployments, "web"))["spec"]!["replicas"]!);
    }

    [Fact]
    public async Task A_patch_that_changes_nothing_keeps_the_version()
    {
        var before = await CreateAsync(ConfigMaps, "a");

        var outcome = await Client.PatchAsync(At(ConfigMaps, "a"), PatchType.Merge, Json("""{"data":{"a":"1"}}"""), false, Cancel);

        Assert.Equal(Version(before), Version(Parsed(outcome.Json)));
    }

    [Fact]
    public async Task A_JSON_patch_tests_before_it_changes()
    {
        await CreateAsync(ConfigMaps, "a");

        var failed = await JsonPatchAsync("""[{"op":"test","path":"/data/a","value":"2"},{"op":"remove","path":"/data/a"}]""");
        var done = await JsonPatchAsync("""[{"op":"test","path":"/data/a","value":"1"},{"op":"replace","path":"/data/a","value":"3"}]""");

        Assert.Equal(WriteResult.Conflict, failed.Result);
        Assert.Equal(WriteResult.Done, done.Result);
        Assert.Equal("3", (string?)(await ReadAsync(ConfigMaps, "a"))["data"]!["a"]);
    }

    [Fact]
    public async Task A_strategic_patch_merges_containers_by_name()
    {
        await CreateDeploymentAsync("web", 0);
        const string patch = """{"spec":{"template":{"spec":{"containers":[{"name":"side","image":"registry.example.com/side:2"}]}}}}""";

        var outcome = await Client.PatchAsync(At(Deployments, "web"), PatchType.Strategic, Json(patch), false, Cancel);

        Assert.True(outcome.Result == WriteResult.Done, outcome.Message);
        var containers = Parsed(outcome.Json)["spec"]!["template"]!["spec"]!["containers"]!.AsArray();
        Assert.Equal(
            ["registry.example.com/main:1", "registry.example.com/side:2"],
            containers.OrderBy(container => (string?)container!["name"]).Select(container => (string?)container!["image"]));
    }

    [Fact]
    public async Task A_replace_needs_the_latest_version()
    {
        var read = await CreateAsync(ConfigMaps, "a");
        await Client.PatchAsync(At(ConfigMaps, "a"), PatchType.Merge, Json("""{"data":{"a":"2"}}"""), false, Cancel);

        var stale = await Client.ReplaceAsync(At(ConfigMaps, "a"), Json(read.ToJsonString()), false, Cancel);
        read["metadata"]!["resourceVersion"] = Version(await ReadAsync(ConfigMaps, "a"));
        var fresh = await Client.ReplaceAsync(At(ConfigMaps, "a"), Json(read.ToJsonString()), false, Cancel);

        Assert.Equal(WriteResult.Conflict, stale.Result);
        Assert.Equal(WriteResult.Done, fresh.Result);
        Assert.Equal("1", (string?)(await ReadAsync(ConfigMaps, "a"))["data"]!["a"]);
    }

    [Fact]
    public async Task A_dry_run_does_everything_but_store_it()
    {
        var before = await CreateAsync(ConfigMaps, "a");

        var created = await Client.CreateAsync(ConfigMaps, Namespace, Json("""{"metadata":{"name":"b"}}"""), dryRun: true, Cancel);
        var patched = await Client.PatchAsync(At(ConfigMaps, "a"), PatchType.Merge, Json("""{"data":{"a":"2"}}"""), dryRun: true, Cancel);
        var deleted = await Client.DeleteAsync(ConfigMaps, Namespace, "a", Uid(before), Version(before), dryRun: true, Cancel);

        Assert.Equal([WriteResult.Done, WriteResult.Done, WriteResult.Done], new[] { created.Result, patched.Result, deleted.Result });
        Assert.Equal("2", (string?)Parsed(patched.Json)["data"]!["a"]);
        Assert.Equal(ReadResult.Gone, (await Client.GetAsync(ConfigMaps, Namespace, "b", Cancel)).Result);
        Assert.Equal(Version(before), Version(await ReadAsync(ConfigMaps, "a")));
    }

    [Fact]
    public async Task An_unknown_field_is_refused()
    {
        var outcome = await Client.CreateAsync(ConfigMaps, Namespace, Json("""{"metadata":{"name":"a"},"dta":{"a":"1"}}"""), false, Cancel);

        Assert.Equal(WriteResult.Refused, outcome.Result);
        Assert.Contains("dta", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_scale_is_read_and_written_as_it_was_read()
    {
        await CreateDeploymentAsync("web", 3);
        var scaling = new ScaleClient(Api, Catalog);
        var read = (await scaling.ReadAsync(At(Deployments, "web"), Cancel)).Scale!;
        Assert.Equal(3, read.Replicas);

        // a controller may write its status between our read and our write
        await UntilAsync(
            async () =>
            {
                read = (await scaling.ReadAsync(At(Deployments, "web"), Cancel)).Scale!;
                var outcome = await scaling.WriteAsync(At(Deployments, "web"), read, 0, dryRun: false, Cancel);
                Assert.True(outcome.Result is WriteResult.Done or WriteResult.Conflict, outcome.Message);
                return outcome.Result == WriteResult.Done;
            },
            "scaled");
        var stale = await scaling.WriteAsync(At(Deployments, "web"), read, 5, dryRun: false, Cancel);
        var other = await scaling.WriteAsync(At(Deployments, "web"), read with { Uid = Guid.NewGuid().ToString() }, 5, dryRun: false, Cancel);

        Assert.Equal(WriteResult.Conflict, stale.Result);
        Assert.Equal(WriteResult.Conflict, other.Result);
        Assert.Equal(0, (await scaling.ReadAsync(At(Deployments, "web"), Cancel)).Scale!.Replicas);
    }

    private static string Guarded(string uid, string version, string rest) =>
        $$"""{"metadata":{"uid":"{{uid}}"{{(version.Length == 0 ? "" : $",\"resourceVersion\":\"{version}\"")}}},{{rest}}}""";

    private Task<WriteOutcome> PatchAsync(string name, string patch) =>
        Client.PatchAsync(At(Deployments, name), PatchType.Merge, Json(patch), false, Cancel);

    private Task<WriteOutcome> JsonPatchAsync(string patch) => Client.PatchAsync(At(ConfigMaps, "a"), PatchType.Json, Json(patch), false, Cancel);
}
