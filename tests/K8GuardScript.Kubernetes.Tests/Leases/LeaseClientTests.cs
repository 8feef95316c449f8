using System.Text.Json.Nodes;
using K8GuardScript.Kubernetes.Leases;
using K8GuardScript.Kubernetes.Tests.Doubles;

namespace K8GuardScript.Kubernetes.Tests.Leases;

public sealed class LeaseClientTests : IAsyncDisposable
{
    private const string Collection = "/apis/coordination.k8s.io/v1/namespaces/guard/leases";
    private const string Path = $"{Collection}/leader";
    private const string Details = """{"name":"leader","group":"coordination.k8s.io","kind":"leases"}""";

    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly Lease Ours = new()
    {
        Holder = "guard-0_1",
        Duration = TimeSpan.FromSeconds(15),
        AcquiredAt = Noon,
        RenewedAt = Noon.AddSeconds(2),
        Transitions = 3,
        Uid = "u",
        ResourceVersion = "7",
    };

    private readonly CallScene scene = new();
    private readonly LeaseClient client;

    public LeaseClientTests() => client = new LeaseClient(this.scene.Api, "guard", "leader", TimeSpan.FromSeconds(5));

    [Fact]
    public async Task A_lease_is_read_as_it_was_written()
    {
        this.scene.Server.On($"GET {Path}", Reply.Json(CallScene.Text(Ours.ToJson("guard", "leader"))));

        var outcome = await client.GetAsync(default);

        Assert.Equal((LeaseResult.Done, Ours), (outcome.Result, outcome.Lease));
    }

    [Fact]
    public async Task A_lease_that_others_wrote_may_lack_everything()
    {
        const string Spec = """ "spec":{"holderIdentity":null,"acquireTime":null,"renewTime":"?"}""";
        this.scene.Server.On($"GET {Path}", Reply.Json(Bare("u", Spec)));

        var outcome = await client.GetAsync(default);

        Assert.Equal(new Lease { Uid = "u", ResourceVersion = "8" }, outcome.Lease);
    }

    [Theory]
    [InlineData("u", "")]
    [InlineData("", "7")]
    public async Task A_renewal_without_a_guard_is_never_sent(string uid, string version)
    {
        var unguarded = Ours with { Uid = uid, ResourceVersion = version };

        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.UpdateAsync(unguarded, default));
        Assert.Empty(this.scene.Server.Requests);
    }

    [Fact]
    public async Task A_new_lease_bears_no_guards_which_the_server_would_not_understand()
    {
        this.scene.Server.On($"POST {Collection}", Reply.Json(Bare("new", """ "spec":{}"""), 201));

        Assert.Equal(LeaseResult.Done, (await client.CreateAsync(Ours, default)).Result);

        var metadata = JsonNode.Parse(this.scene.Server.Requests.Single().Body)!["metadata"]!.AsObject();
        Assert.Equal(["name", "namespace"], metadata.Select(field => field.Key));
    }

    [Theory]
    [InlineData(409, "AlreadyExists", Details, "Lost")]
    [InlineData(409, "Conflict", Details, "Lost")]
    [InlineData(404, "NotFound", Details, "Missing")]
    [InlineData(404, "NotFound", """{"name":"guard","kind":"namespaces"}""", "Refused")]
    [InlineData(403, "Forbidden", Details, "Refused")]
    [InlineData(429, "TooManyRequests", "{}", "NotNow")]
    [InlineData(500, "InternalError", "{}", "Unknown")]
    public async Task Every_answer_to_a_write_has_its_outcome(int code, string reason, string details, string expected)
    {
        this.scene.Server.On($"PUT {Path}", Reply.Status(code, reason, "no", details));
        this.scene.Server.On($"POST {Collection}", Reply.Status(code, reason, "no", details));

        Assert.Equal(expected, (await client.UpdateAsync(Ours, default)).Result.ToString());
        Assert.Equal(expected, (await client.CreateAsync(Ours, default)).Result.ToString());
    }

    [Fact]
    public async Task A_lease_that_was_deleted_and_came_anew_is_not_the_one_that_was_renewed()
    {
        this.scene.Server.On($"PUT {Path}", Reply.Json(Bare("another", """ "spec":{}"""), 201));

        Assert.Equal(LeaseResult.Unknown, (await client.UpdateAsync(Ours, default)).Result);
    }

    [Fact]
    public async Task A_call_that_hangs_ends_at_its_own_deadline()
    {
        var renewing = client.UpdateAsync(Ours, default);
        await this.scene.Server.RequestAsync($"PUT {Path}");
        this.scene.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(LeaseResult.Unknown, (await renewing.WaitAsync(Patience.Long)).Result);
        Assert.Single(this.scene.Server.Requests);
    }

    public ValueTask DisposeAsync() => this.scene.DisposeAsync();

    private static string Bare(string uid, string spec) => $$$"""
        {"kind":"Lease","apiVersion":"coordination.k8s.io/v1",
        "metadata":{"name":"leader","namespace":"guard","uid":"{{{uid}}}","resourceVersion":"8"},{{{spec}}}}
        """;
}
