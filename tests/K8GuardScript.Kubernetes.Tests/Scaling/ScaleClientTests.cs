using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Kubernetes.Scaling;
using K8GuardScript.Kubernetes.Tests.Doubles;
using K8GuardScript.Kubernetes.Writing;

namespace K8GuardScript.Kubernetes.Tests.Scaling;

public sealed class ScaleClientTests : IAsyncDisposable
{
    private const string Path = "/apis/apps/v1/namespaces/shop/deployments/web/scale";
    private static readonly ObjectAddress Web = new(new KindName("apps", "v1", "Deployment"), "shop", "web");

    private readonly CallScene scene = new();
    private readonly ScaleClient client;

    public ScaleClientTests() => client = new ScaleClient(this.scene.Api, this.scene.Catalog);

    [Theory]
    [InlineData("""{"replicas":3}""", 3)]
    [InlineData("{}", 0)]
    public async Task Zero_replicas_are_left_out_by_the_server(string spec, int replicas)
    {
        this.scene.Server.On($"GET {Path}", Answered("u", spec));

        Assert.Equal(new Scale(replicas, 2, "u", "7"), (await client.ReadAsync(Web, default)).Scale);
    }

    [Fact]
    public async Task A_scale_that_could_not_be_guarded_is_not_found()
    {
        this.scene.Server.On($"GET {Path}", Answered("", "{}"));

        Assert.Equal(ReadResult.Unknown, (await client.ReadAsync(Web, default)).Result);
    }

    [Theory]
    [InlineData("""{"name":"web","group":"apps","kind":"deployments"}""", "Gone")]
    [InlineData("{}", "Refused")]
    public async Task An_object_that_is_missing_and_a_kind_that_can_not_be_scaled_are_told_apart(string details, string expected)
    {
        this.scene.Server.On($"GET {Path}", Reply.Status(404, "NotFound", "no", details));

        Assert.Equal(expected, (await client.ReadAsync(Web, default)).Result.ToString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_write_names_the_object_that_was_read(bool dryRun)
    {
        this.scene.Server.On($"PUT {Path}", Answered("u", "{}"));

        var outcome = await client.WriteAsync(Web, new Scale(3, 3, "u", "6"), 0, dryRun, default);

        var sent = this.scene.Server.Requests.Single();
        Assert.Equal(WriteResult.Done, outcome.Result);
        Assert.Equal(dryRun, sent.Target.EndsWith("&dryRun=All", StringComparison.Ordinal));
        Assert.Equal(
            """{"apiVersion":"autoscaling/v1","kind":"Scale","metadata":{"name":"web","uid":"u","resourceVersion":"6","name"""
                + """space":"shop"},"spec":{"replicas":0}}""",
            sent.Body);
    }

    [Fact]
    public async Task A_scale_of_another_object_is_no_answer_to_a_write()
    {
        this.scene.Server.On($"PUT {Path}", Answered("v", "{}"));

        Assert.Equal(WriteResult.Unknown, (await client.WriteAsync(Web, new Scale(3, 3, "u", "6"), 0, false, default)).Result);
    }

    public ValueTask DisposeAsync() => this.scene.DisposeAsync();

    private static Reply Answered(string uid, string spec) => Reply.Json($$$"""
        {"kind":"Scale","apiVersion":"autoscaling/v1","metadata":{"name":"web","namespace":"shop","uid":"{{{uid}}}","resourceVersion":"7"},
        "spec":{{{spec}}},"status":{"replicas":2}}
        """);
}
