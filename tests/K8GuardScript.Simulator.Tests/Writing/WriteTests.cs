using System.Text.Json.Nodes;
using static K8GuardScript.Simulator.Tests.ApiCaller;

namespace K8GuardScript.Simulator.Tests.Writing;

public sealed class WriteTests
{
    private const string Deployments = "/apis/apps/v1/namespaces/default/deployments";
    private const string Web = Deployments + "/web";
    private const string Deployment = """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","labels":{}},
         "spec":{"selector":{"matchLabels":{"app":"web"}},"template":{"metadata":{"labels":{"app":"web"}},
         "spec":{"containers":[{"name":"app","image":"registry.example.com/app:1.0"}]}}}}
        """;

    [Fact]
    public async Task A_created_object_has_what_only_the_server_gives()
    {
        var clock = new ManualClock();
        await using var api = await StartAsync(new SimulatorOptions { Clock = clock });

        var created = await api.PostAsync(Deployments, Deployment);

        Assert.Equal(201, created.Status);
        var metadata = created.Body["metadata"]!;
        Assert.True(Guid.TryParse((string?)metadata["uid"], out _));
        Assert.Equal(("2026-01-02T03:04:05Z", 1, "default"),
            ((string?)metadata["creationTimestamp"], (int)metadata["generation"]!, (string?)metadata["namespace"]));
        Assert.Equal(1, (int)created.Body["spec"]!["replicas"]!);
        Assert.Equal(["kind", "apiVersion", "metadata", "spec", "status"], created.Body.Select(entry => entry.Key));
    }

    [Fact]
    public async Task The_same_writes_give_the_same_uids_and_a_recreated_object_another_one()
    {
        var uids = new List<string>();
        for (var run = 0; run < 2; run++)
        {
            await using var api = await StartAsync();
            await api.PostAsync(Deployments, Deployment);
            uids.Add((string)api.Cluster.Get("apps/v1", "Deployment", "default", "web")!["metadata"]!["uid"]!);
            await api.SendAsync("DELETE", Web);
            await api.PostAsync(Deployments, Deployment);
            uids.Add((string)api.Cluster.Get("apps/v1", "Deployment", "default", "web")!["metadata"]!["uid"]!);
        }

        Assert.Equal((uids[0], uids[1]), (uids[2], uids[3]));
        Assert.NotEqual(uids[0], uids[1]);
    }

    // as a real server (1.36) answers: a uid is asked for before anything is made, a version is not
    [Theory]
    [InlineData("", 409, "/registry/leases")]
    [InlineData("?dryRun=All", 409, "/leases")]
    public async Task A_PUT_that_names_the_uid_of_what_is_gone_makes_nothing_new(string query, int status, string key)
    {
        const string leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases";
        await using var api = await StartAsync();

        var refused = await api.SendAsync("PUT", $"{leases}/mine{query}", Lease(""" "uid":"u-1","resourceVersion":"5" """), "application/json");
        var made = await api.SendAsync("PUT", $"{leases}/mine{query}", Lease(""" "resourceVersion":"5" """), "application/json");
        var other = await api.SendAsync("PUT", $"{Deployments}/gone{query}", Deployment.Replace(
            "\"name\":\"web\"", "\"name\":\"gone\",\"uid\":\"u-1\"", StringComparison.Ordinal), "application/json");

        Assert.Equal((status, "Conflict"), (refused.Status, refused.Reason));
        Assert.EndsWith(
            $"StorageError: invalid object, Code: 4, Key: {key}/default/mine, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: "
            + "UID in precondition: u-1, UID in object meta: ", (string?)refused.Body["message"], StringComparison.Ordinal);
        Assert.Equal(201, made.Status);
        Assert.Equal((404, "NotFound"), (other.Status, other.Reason));

        static string Lease(string metadata) => $$"""
            {"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"mine",{{metadata}} },"spec":{} }
            """;
    }

    [Fact]
    public async Task A_guarded_patch_that_is_stale_changes_nothing()
    {
        await using var api = await WithWebAsync();
        var stale = (await api.GetAsync(Web)).Version;
        Assert.Equal(200, (await api.MergeAsync(Web, """{"spec":{"replicas":3}}""")).Status);

        var refused = await api.MergeAsync(Web, $$"""{"metadata":{"resourceVersion":"{{stale}}"},"spec":{"replicas":0} }""");

        Assert.Equal((409, "Conflict"), (refused.Status, refused.Reason));
        Assert.Equal(3, Replicas(api));
    }

    [Fact]
    public async Task Of_many_guarded_writers_exactly_one_wins()
    {
        await using var api = await WithWebAsync();
        var version = (await api.GetAsync(Web)).Version;
        var patches = Enumerable.Range(2, 20).Select(replicas =>
            api.MergeAsync(Web, $$"""{"metadata":{"resourceVersion":"{{version}}"},"spec":{"replicas":{{replicas}} } }"""));

        var statuses = (await Task.WhenAll(patches)).Select(reply => reply.Status).Order().ToList();

        Assert.Equal([200, .. Enumerable.Repeat(409, 19)], statuses);
    }

    [Theory]
    [InlineData("""{"metadata":{"uid":"00000000-0000-0000-0000-000000000000"},"spec":{"replicas":0}}""", 422)]
    [InlineData("""{"metadata":{"name":"other"}}""", 400)]
    [InlineData("""{"metadata":{"namespace":"other"}}""", 400)]
    [InlineData("""{"metadata":"none"}""", 422)]
    [InlineData("""{"metadata":{"labels":{"a":1}}}""", 422)]
    [InlineData("""{"metadata":{"resourceVersion":"abc"}}""", 500)]
    [InlineData("""{"kind":"StatefulSet"}""", 400)]
    [InlineData("""{"spec":{"replicas":-1}}""", 422)]
    [InlineData("""{"spec":{"replicas":"two"}}""", 422)]
    [InlineData("""{"spec":{"replicas":1.5}}""", 422)]
    [InlineData("[]", 400)]
    [InlineData("null", 400)]
    [InlineData("{", 400)]
    [InlineData("", 400)]
    public async Task A_patch_that_does_not_fit_is_refused_and_changes_nothing(string patch, int status)
    {
        await using var api = await WithWebAsync();
        var before = api.Cluster.Get("apps/v1", "Deployment", "default", "web");

        Assert.Equal(status, (await api.MergeAsync(Web, patch)).Status);

        Assert.True(JsonNode.DeepEquals(before, api.Cluster.Get("apps/v1", "Deployment", "default", "web")));
    }

    [Fact]
    public async Task A_patch_that_changes_nothing_keeps_the_version_and_makes_no_event()
    {
        await using var api = await WithWebAsync();
        var before = api.Cluster.Revision;
        string[] patches =
        [
            "{}", """{"metadata":{"annotations":{}}}""", """{"metadata":{"labels":{"a":null}}}""",
            """{"spec":{"replicas":1}}""", """{"spec":{"replicas":null}}""",
        ];
        foreach (var patch in patches)
            Assert.Equal(200, (await api.MergeAsync(Web, patch)).Status);
        Assert.Equal(before, api.Cluster.Revision);
    }

    [Fact]
    public async Task A_json_patch_applies_all_or_nothing()
    {
        await using var api = await WithWebAsync();
        var failed = await api.SendAsync("PATCH", Web,
            """[{"op":"replace","path":"/spec/replicas","value":0},{"op":"test","path":"/metadata/name","value":"other"}]""",
            "application/json-patch+json");
        Assert.Equal((422, "Invalid"), (failed.Status, failed.Reason));
        Assert.Equal(1, Replicas(api));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    [InlineData(null)]
    public async Task Another_type_of_patch_is_415(string? contentType)
    {
        await using var api = await WithWebAsync();
        var reply = await api.SendAsync("PATCH", Web, "{}", contentType);
        Assert.Equal((415, "UnsupportedMediaType"), (reply.Status, reply.Reason));
    }

    [Fact]
    public async Task Generation_counts_changes_of_the_spec_only()
    {
        await using var api = await WithWebAsync();
        await api.MergeAsync(Web, """{"metadata":{"labels":{"a":"b"}}}""");
        await api.MergeAsync(Web + "/status", """{"status":{"replicas":1}}""");
        Assert.Equal(1, Generation(api));
        await api.MergeAsync(Web, """{"spec":{"replicas":0}}""");
        Assert.Equal(2, Generation(api));
    }

    [Fact]
    public async Task A_deployment_alone_counts_its_annotations_too()
    {
        await using var api = await WithWebAsync();
        await api.MergeAsync(Web, """{"metadata":{"annotations":{"a":"b"}}}""");
        Assert.Equal(2, Generation(api));
    }

    [Fact]
    public async Task Status_changes_through_its_subresource_only_and_that_changes_nothing_else()
    {
        await using var api = await WithWebAsync();
        await api.MergeAsync(Web, """{"status":{"replicas":9}}""");
        Assert.Null(api.Cluster.Get("apps/v1", "Deployment", "default", "web")!["status"]?["replicas"]);
        await api.MergeAsync(Web + "/status", """{"status":{"replicas":2},"spec":{"replicas":7}}""");
        var stored = api.Cluster.Get("apps/v1", "Deployment", "default", "web")!;
        Assert.Equal((2, 1), ((int)stored["status"]!["replicas"]!, (int)stored["spec"]!["replicas"]!));
    }

    [Fact]
    public async Task A_dry_run_answers_as_if_and_stores_nothing()
    {
        await using var api = await WithWebAsync();
        var before = api.Cluster.Revision;
        var patched = await api.MergeAsync(Web + "?dryRun=All", """{"spec":{"replicas":0}}""");
        Assert.Equal((200, 0, 2),
            (patched.Status, (int)patched.Body["spec"]!["replicas"]!, (int)patched.Body["metadata"]!["generation"]!));
        var created = await api.PostAsync("/api/v1/namespaces/default/configmaps?dryRun=All", """{"metadata":{"name":"dry"}}""");
        Assert.Equal(201, created.Status);
        Assert.Null(created.Body["metadata"]!["resourceVersion"]);
        Assert.Equal(200, (await api.SendAsync("DELETE", Web + "?dryRun=All")).Status);
        Assert.Equal(200, (await api.MergeAsync(Web + "/scale?dryRun=All", """{"spec":{"replicas":0}}""")).Status);
        Assert.Equal(before, api.Cluster.Revision);
        Assert.Equal(422, (await api.MergeAsync(Web + "?dryRun=Some", "{}")).Status);
    }

    [Fact]
    public async Task Scaling_changes_the_object_and_shows_its_version()
    {
        await using var api = await WithWebAsync();
        var scaled = await api.MergeAsync(Web + "/scale", """{"spec":{"replicas":4}}""");
        Assert.Equal((200, "Scale"), (scaled.Status, (string?)scaled.Body["kind"]));
        Assert.Equal("app=web", (string?)scaled.Body["status"]!["selector"]);
        Assert.Equal((4, scaled.Version), (Replicas(api), (await api.GetAsync(Web)).Version));
        Assert.Equal(404, (await api.GetAsync("/apis/apps/v1/namespaces/default/daemonsets/x/scale")).Status);
    }

    [Fact]
    public async Task An_update_of_a_custom_resource_needs_a_version()
    {
        await using var api = await StartAsync();
        api.Put("""
            {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"gadgets.example.com"},
             "spec":{"group":"example.com","names":{"plural":"gadgets","kind":"Gadget"},"scope":"Namespaced",
             "versions":[{"name":"v1","served":true,"storage":true,"subresources":{"scale":
             {"specReplicasPath":".spec.size","statusReplicasPath":".status.size"}}}]}}
            """);
        api.Put("""{"apiVersion":"example.com/v1","kind":"Gadget","metadata":{"name":"g"},"spec":{"size":3}}""");
        const string Gadget = "/apis/example.com/v1/namespaces/default/gadgets/g";

        var update = await api.SendAsync("PUT", Gadget, """{"apiVersion":"example.com/v1","kind":"Gadget","metadata":{"name":"g"}}""");

        Assert.Equal(422, update.Status);
        Assert.Equal(200, (await api.MergeAsync(Gadget + "/scale", """{"spec":{"replicas":0}}""")).Status);
        Assert.Equal(0, (int)api.Cluster.Get("example.com/v1", "Gadget", "default", "g")!["spec"]!["size"]!);
    }

    [Fact]
    public async Task Secrets_take_plain_strings_and_keep_them_encoded()
    {
        await using var api = await StartAsync();
        var created = await api.PostAsync("/api/v1/namespaces/default/secrets", """{"metadata":{"name":"s"},"stringData":{"k":"v"}}""");
        Assert.Equal("dg==", (string?)created.Body["data"]!["k"]);
        Assert.Null(created.Body["stringData"]);
    }

    [Fact]
    public async Task A_body_over_3_MiB_is_413()
    {
        await using var api = await StartAsync();
        var reply = await api.PostAsync("/api/v1/namespaces/default/configmaps",
            $$"""{"metadata":{"name":"big"},"data":{"k":"{{new string('x', 3 << 20)}}"} }""");
        Assert.Equal((413, "RequestEntityTooLarge"), (reply.Status, reply.Reason));
    }

    [Fact]
    public async Task Deep_JSON_is_stored_and_bottomless_JSON_refused()
    {
        await using var api = await StartAsync();
        static string Nested(int depth) => string.Concat(Enumerable.Repeat("""{"a":""", depth)) + "1" + new string('}', depth);
        var good = await api.PostAsync("/api/v1/namespaces/default/configmaps", $$"""{"metadata":{"name":"deep"},"x":{{Nested(200)}}}""");
        Assert.Equal(201, good.Status);
        var bad = await api.PostAsync("/api/v1/namespaces/default/configmaps", $$"""{"metadata":{"name":"d"},"x":{{Nested(5000)}}}""");
        Assert.Equal(400, bad.Status);
    }

    private static int Replicas(ApiCaller api) =>
        (int)api.Cluster.Get("apps/v1", "Deployment", "default", "web")!["spec"]!["replicas"]!;

    private static int Generation(ApiCaller api) =>
        (int)api.Cluster.Get("apps/v1", "Deployment", "default", "web")!["metadata"]!["generation"]!;

    private static async Task<ApiCaller> WithWebAsync()
    {
        var api = await StartAsync();
        api.Put(Deployment);
        return api;
    }
}
