using System.Text;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Kubernetes.Tests.Doubles;
using K8GuardScript.Kubernetes.Writing;

namespace K8GuardScript.Kubernetes.Tests.Writing;

/// <summary>Writes that the client does not send at all.</summary>
public sealed class UnsentWriteTests : IAsyncDisposable
{
    private static readonly KindName ConfigMap = new("", "v1", "ConfigMap");
    private static readonly ObjectAddress Settings = new(ConfigMap, "shop", "settings");

    private readonly CallScene scene = new();
    private readonly ClusterClient client;

    public UnsentWriteTests() => client = new ClusterClient(this.scene.Api, this.scene.Catalog);

    [Theory]
    [InlineData("")]
    [InlineData("{nope")]
    [InlineData("[]")]
    [InlineData("{} {}")]
    [InlineData("null")]
    public async Task A_body_that_is_no_mapping(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);

        Assert.Equal(WriteResult.Refused, (await client.CreateAsync(ConfigMap, "shop", bytes, false, default)).Result);
        Assert.Equal(WriteResult.Refused, (await client.ReplaceAsync(Settings, bytes, false, default)).Result);
        Assert.Equal(WriteResult.Refused, (await client.PatchAsync(Settings, PatchType.Merge, bytes, false, default)).Result);
        Assert.Equal(WriteResult.Refused, (await client.PatchAsync(Settings, PatchType.Strategic, bytes, false, default)).Result);
        Assert.Empty(this.scene.Server.Requests);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public async Task A_body_that_is_longer_than_a_server_takes(int over, int sent)
    {
        var frame = """{"data":{"k":""}}""".Length;
        var body = Encoding.UTF8.GetBytes($$$"""{"data":{"k":"{{{new string('x', ObjectWrite.LongestBody - frame + over)}}}"}}""");
        this.scene.Server.On(
            "PATCH /api/v1/namespaces/shop/configmaps/settings", Reply.Status(422, "Invalid", "too long", """{"name":"settings"}"""));

        var outcome = await client.PatchAsync(Settings, PatchType.Merge, body, false, default);

        Assert.Equal((WriteResult.Refused, sent), (outcome.Result, this.scene.Server.Requests.Length));
    }

    [Fact]
    public async Task A_create_with_a_version_which_would_come_back_as_if_the_server_had_failed()
    {
        var body = """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"settings","resourceVersion":"5"}}"""u8.ToArray();

        Assert.Equal(WriteResult.Refused, (await client.CreateAsync(ConfigMap, "shop", body, false, default)).Result);
        Assert.Empty(this.scene.Server.Requests);
    }

    [Fact]
    public async Task A_write_to_a_kind_that_the_server_could_not_be_asked_for()
    {
        this.scene.Server.On("GET /apis/wire.example.com/v1", Reply.Status(503, "ServiceUnavailable", "no"));

        var widget = new ObjectAddress(new KindName("wire.example.com", "v1", "Widget"), "shop", "w");
        var outcome = await client.PatchAsync(widget, PatchType.Merge, "{}"u8.ToArray(), false, default);

        Assert.Equal(WriteResult.NotNow, outcome.Result);
    }

    public ValueTask DisposeAsync() => this.scene.DisposeAsync();
}
