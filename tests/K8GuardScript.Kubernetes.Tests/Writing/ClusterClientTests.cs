using System.Text;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Kubernetes.Resources;
using K8GuardScript.Kubernetes.Tests.Doubles;
using K8GuardScript.Kubernetes.Transport;
using K8GuardScript.Kubernetes.Writing;
using Microsoft.Extensions.Logging.Abstractions;

namespace K8GuardScript.Kubernetes.Tests.Writing;

public sealed class ClusterClientTests : IAsyncDisposable
{
    private const string Path = "/apis/apps/v1/namespaces/shop/deployments/web";
    private const string Web =
        """{"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"web","namespace":"shop","uid":"u","resourceVersion":"7"}}""";

    private static readonly KindName Deployment = new("apps", "v1", "Deployment");
    private static readonly byte[] Patch = """{"metadata":{"uid":"u","resourceVersion":"6"},"spec":{"replicas":0}}"""u8.ToArray();

    private readonly ScriptedServer server = new();
    private readonly MetricTally metrics = new();
    private readonly ManualTime time = new();
    private readonly ApiClient api;
    private readonly ClusterClient client;

    public ClusterClientTests()
    {
        this.api = ApiClient.Create(
            new ClusterEndpoint { Server = this.server.Address, Description = "here" }, time, NullLoggerFactory.Instance, metrics.Meter);
        client = new ClusterClient(this.api, new ResourceCatalog(this.api));
    }

    public static TheoryData<int, string, string, string> Answers => new()
    {
        { 404, "NotFound", """{"name":"web","group":"apps","kind":"deployments"}""", "Gone" },
        { 404, "NotFound", """{"name":"other","group":"apps","kind":"deployments"}""", "Refused" },
        { 404, "NotFound", """{"name":"web","kind":"namespaces"}""", "Refused" },
        { 404, "NotFound", "{}", "Refused" },
        { 403, "Forbidden", """{"name":"web","group":"apps","kind":"deployments"}""", "Refused" },
        { 401, "Unauthorized", "{}", "Refused" },
        { 400, "BadRequest", "{}", "Refused" },
        { 422, "Invalid", """{"name":"web","causes":[{"field":"spec.replicas"}]}""", "Refused" },
        { 500, "InternalError", "{}", "Unknown" },
        { 503, "ServiceUnavailable", "{}", "Unknown" },
        { 504, "Timeout", "{}", "Unknown" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Every_answer_comes_to_the_same_for_reads_and_writes(int code, string reason, string details, string expected)
    {
        foreach (var method in new[] { "GET", "PATCH", "DELETE" })
            this.server.On($"{method} {Path}", Reply.Status(code, reason, "the words", details));

        var read = await client.GetAsync(Deployment, "shop", "web", default);
        var patched = await client.MergePatchAsync(Deployment, "shop", "web", Patch, false, default);
        var deleted = await client.DeleteAsync(Deployment, "shop", "web", "u", "6", false, default);

        string[] results = [read.Result.ToString(), patched.Result.ToString(), deleted.Result.ToString()];
        Assert.Equal([expected, expected, expected], results);
        Assert.Equal($"the server answered {code}: the words", patched.Message);
    }

    [Theory]
    [InlineData(409, "Conflict", "{}")]
    [InlineData(422, "Invalid", """{"name":"web","causes":[{"field":"metadata.uid"}]}""")]
    public async Task Another_version_or_another_uid_is_a_conflict(int code, string reason, string details)
    {
        this.server.On($"PATCH {Path}", Reply.Status(code, reason, "no", details));

        Assert.Equal(WriteResult.Conflict, (await client.MergePatchAsync(Deployment, "shop", "web", Patch, false, default)).Result);
    }

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "&dryRun=All")]
    public async Task A_patch_says_who_patches_and_is_strict(bool dryRun, string suffix)
    {
        this.server.On($"PATCH {Path}", Reply.Json(Web));

        var outcome = await client.MergePatchAsync(Deployment, "shop", "web", Patch, dryRun, default);

        var request = this.server.Requests.Single();
        Assert.Equal((WriteResult.Done, Web), (outcome.Result, Encoding.UTF8.GetString(outcome.Json.Span)));
        Assert.Equal($"{Path}?fieldManager=k8guardscript&fieldValidation=Strict{suffix}", request.Target);
        Assert.Equal("application/merge-patch+json", request.Headers["content-type"]);
        Assert.Equal(Encoding.UTF8.GetString(Patch), request.Body);
    }

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, ""","dryRun":["All"]""")]
    public async Task A_delete_carries_both_guards(bool dryRun, string suffix)
    {
        this.server.On($"DELETE {Path}", Reply.Json("""{"kind":"Status","apiVersion":"v1","status":"Success","details":{"name":"web"}}"""));

        var outcome = await client.DeleteAsync(Deployment, "shop", "web", "u", "6", dryRun, default);

        Assert.Equal((WriteResult.Done, true), (outcome.Result, outcome.Json.IsEmpty));
        Assert.Equal(
            """{"apiVersion":"v1","kind":"DeleteOptions","preconditions":{"uid":"u","resourceVersion":"6"},"propagation"""
                + $$"""Policy":"Background"{{suffix}}}""",
            this.server.Requests.Single().Body);
    }

    [Theory]
    [InlineData("", "6")]
    [InlineData("u", "")]
    public async Task A_delete_without_a_guard_is_never_sent(string uid, string version)
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(
            () => client.DeleteAsync(Deployment, "shop", "web", uid, version, false, default));

        Assert.Empty(this.server.Requests);
    }

    [Theory]
    [InlineData(ReplyEnd.Cut)]
    [InlineData(ReplyEnd.Reset)]
    public async Task A_write_whose_answer_is_lost_is_unknown_and_not_sent_twice(ReplyEnd end)
    {
        this.server.On($"GET {Path}", Reply.Json(Web));
        this.server.On($"PATCH {Path}", Reply.Nothing(end), Reply.Json(Web));
        this.server.On($"DELETE {Path}", Reply.Nothing(end), Reply.Json(Web));

        await client.GetAsync(Deployment, "shop", "web", default);
        var patched = await client.MergePatchAsync(Deployment, "shop", "web", Patch, false, default);
        var deleted = await client.DeleteAsync(Deployment, "shop", "web", "u", "6", false, default);

        Assert.Equal((WriteResult.Unknown, WriteResult.Unknown), (patched.Result, deleted.Result));
        Assert.Single(this.server.Targets($"PATCH {Path}"));
        Assert.Single(this.server.Targets($"DELETE {Path}"));
    }

    [Fact]
    public async Task A_write_that_takes_too_long_is_unknown()
    {
        var writing = client.MergePatchAsync(Deployment, "shop", "web", Patch, false, default);
        await this.server.RequestAsync($"PATCH {Path}");
        time.Advance(TimeSpan.FromSeconds(30));

        var outcome = await writing.WaitAsync(Patience.Long);

        Assert.Equal((WriteResult.Unknown, "no answer within 30 s"), (outcome.Result, outcome.Message));
    }

    [Fact]
    public async Task A_read_whose_connection_broke_is_tried_once_more()
    {
        this.server.On($"GET {Path}", Reply.Stream(ReplyEnd.Reset, "{"u8.ToArray()), Reply.Json(Web));

        Assert.Equal(ReadResult.Found, (await client.GetAsync(Deployment, "shop", "web", default)).Result);
    }

    [Theory]
    [InlineData("<html></html>", "text/html")]
    [InlineData("<html></html>", "application/json")]
    [InlineData("""{"kind":"Table","rows":[]}""", "application/json")]
    [InlineData("""{"kind":"Deployment","metadata":{"name":"web""", "application/json")]
    [InlineData("""{"kind":"Status","status":"Failure","reason":"InternalError","code":500}""", "application/json")]
    [InlineData("", "application/json")]
    public async Task A_success_that_does_not_hold_the_object_is_unknown(string body, string contentType)
    {
        foreach (var method in new[] { "GET", "PATCH" }) this.server.On($"{method} {Path}", Reply.Text(body, 200, contentType));

        Assert.Equal(ReadResult.Unknown, (await client.GetAsync(Deployment, "shop", "web", default)).Result);
        Assert.Equal(WriteResult.Unknown, (await client.MergePatchAsync(Deployment, "shop", "web", Patch, false, default)).Result);
    }

    [Theory]
    [InlineData("shop", "..")]
    [InlineData("..", "web")]
    [InlineData("shop", "web/scale")]
    [InlineData("shop", "a%2fb")]
    [InlineData("shop", "")]
    [InlineData("", "web")]
    public async Task A_name_that_would_lead_to_another_path_is_never_sent(string @namespace, string name)
    {
        Assert.Equal(ReadResult.Refused, (await client.GetAsync(Deployment, @namespace, name, default)).Result);
        Assert.Equal(WriteResult.Refused, (await client.DeleteAsync(Deployment, @namespace, name, "u", "6", false, default)).Result);
        Assert.Empty(this.server.Requests);
    }

    [Fact]
    public async Task What_a_Secret_holds_is_not_read()
    {
        var secret = Reply.Json(
            """{"kind":"Secret","apiVersion":"v1","metadata":{"name":"s","namespace":"shop"},"data":{"k":"aHVu"}}""");
        this.server.On("GET /api/v1/namespaces/shop/secrets/s", secret);

        var outcome = await client.GetAsync(new KindName("", "v1", "Secret"), "shop", "s", default);

        Assert.Equal(
            """{"kind":"Secret","apiVersion":"v1","metadata":{"name":"s","namespace":"shop"},"data":{"k":""}}""",
            Encoding.UTF8.GetString(outcome.Json.Span));
    }

    [Fact]
    public async Task A_kind_that_the_server_does_not_know_is_refused_and_one_that_could_not_be_asked_for_is_unknown()
    {
        var widget = new KindName("wire.example.com", "v1", "Widget");
        this.server.On(
            "GET /apis/wire.example.com/v1",
            Reply.Text("404 page not found\n", 404, "text/plain"),
            Reply.Status(503, "ServiceUnavailable", "no"));

        Assert.Equal(ReadResult.Refused, (await client.GetAsync(widget, "shop", "w", default)).Result);
        Assert.Equal(ReadResult.Unknown, (await client.GetAsync(widget, "shop", "w", default)).Result);
    }

    public async ValueTask DisposeAsync()
    {
        this.api.Dispose();
        await this.server.DisposeAsync();
        metrics.Dispose();
    }
}
