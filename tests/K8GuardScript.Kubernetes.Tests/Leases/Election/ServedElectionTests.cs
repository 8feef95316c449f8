using System.Text.Json.Nodes;
using K8GuardScript.Kubernetes.Tests.Doubles;
using K8GuardScript.Simulator;
using K8GuardScript.Simulator.Faults;

namespace K8GuardScript.Kubernetes.Tests.Leases.Election;

/// <summary>Two candidates and the simulated API server, with time that the test moves.</summary>
public sealed class ServedElectionTests : IAsyncLifetime
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly ManualTime time = new();
    private SimulatedCluster cluster = null!;
    private ServedCandidate first = null!;
    private ServedCandidate second = null!;

    public async ValueTask InitializeAsync()
    {
        cluster = await SimulatedCluster.StartAsync(new SimulatorOptions(), TestContext.Current.CancellationToken);
        first = new ServedCandidate(cluster.Address, time, "first");
        second = new ServedCandidate(cluster.Address, time, "second");
        await first.TurnAsync();
        await PassAsync(16);
        Assert.Null(first.Election.WhyNot);
        Assert.True(second.Election.IsStandby);
    }

    [Theory]
    [InlineData(FaultKind.LostAnswer)]
    [InlineData(FaultKind.ServerError)]
    [InlineData(FaultKind.TooManyRequests)]
    [InlineData(FaultKind.Reset)]
    public async Task A_renewal_that_fails_or_whose_answer_is_lost_costs_nothing(FaultKind kind)
    {
        for (var turn = 0; turn < 10; turn++)
        {
            cluster.Faults.Add(new Fault { Kind = kind, Verb = "update", Resource = "leases", Times = 1 + (turn % 2) });
            await PassAsync(1);
            Assert.Null(first.Election.WhyNot);
        }

        Assert.Equal(0, Spec("leaseTransitions").GetValue<int>());
        Assert.Equal("first", Holder);
    }

    [Theory]
    [InlineData(FaultKind.LostAnswer)]
    [InlineData(FaultKind.ServerError)]
    public async Task A_lease_that_is_taken_by_a_write_without_an_answer_makes_nobody_leader(FaultKind kind)
    {
        time.Advance(16 * Second);
        cluster.Faults.Add(new Fault { Kind = kind, Verb = "update", Resource = "leases" });
        await second.TurnAsync();
        Assert.NotNull(second.Election.WhyNot);

        await first.TurnAsync();
        Assert.False(first.Election.WhyNot is null && second.Election.WhyNot is null);
        await PassAsync(20);
        Assert.True(first.Election.WhyNot is null ^ second.Election.WhyNot is null);
    }

    [Fact]
    public async Task A_server_that_comes_back_without_the_lease_is_waited_for_by_all()
    {
        var port = cluster.Address.Port;
        await cluster.DisposeAsync();
        await PassAsync(9);
        Assert.NotNull(first.Election.WhyNot);
        Assert.True(second.Election.IsStandby);

        cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { Port = port }, TestContext.Current.CancellationToken);

        // uids of the simulator follow from the revision, and those of a server are never the same again
        cluster.Put(new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Namespace", ["metadata"] = new JsonObject { ["name"] = "other" } });

        await PassAsync(10);
        Assert.NotNull(first.Election.WhyNot);
        Assert.NotNull(second.Election.WhyNot);
        await PassAsync(10);
        Assert.True(first.Election.WhyNot is null ^ second.Election.WhyNot is null);
    }

    [Fact]
    public async Task A_lease_that_is_deleted_gives_no_right_until_its_holder_must_have_noticed()
    {
        cluster.Delete("coordination.k8s.io/v1", "Lease", "default", "k8guard");

        await second.TurnAsync();

        Assert.Equal("second", Holder);
        Assert.NotNull(second.Election.WhyNot);
        Assert.Null(first.Election.WhyNot);
        await first.TurnAsync();
        Assert.NotNull(first.Election.WhyNot);
        await PassAsync(16);
        Assert.Null(second.Election.WhyNot);
        Assert.True(first.Election.IsStandby);
    }

    [Fact]
    public async Task A_lease_that_is_given_back_is_taken_at_once()
    {
        await first.Election.ReleaseAsync(CancellationToken.None);
        Assert.Equal(("", 1), (Holder, Spec("leaseDurationSeconds").GetValue<int>()));

        await second.TurnAsync();

        Assert.Null(second.Election.WhyNot);
        Assert.Equal(("second", 1), (Holder, Spec("leaseTransitions").GetValue<int>()));
        await first.TurnAsync();
        Assert.Equal("the guard is stopping", first.Election.WhyNot);
    }

    [Fact]
    public async Task One_that_must_renew_before_it_acts_does_so_by_one_call()
    {
        time.Advance(9 * Second);
        Assert.Equal("the lease must be renewed first", first.Election.WhyNot);

        Assert.Null(await first.Election.ConfirmAsync(CancellationToken.None));
        var sent = cluster.Requests.Count;
        Assert.Null(await first.Election.ConfirmAsync(CancellationToken.None));
        Assert.Equal(sent, cluster.Requests.Count);
    }

    [Fact]
    public async Task One_without_rights_says_so_and_is_not_told_who_leads()
    {
        using var stranger = new ServedCandidate(cluster.Address, time, "stranger", token: "nobody");

        await stranger.TurnAsync();

        Assert.Contains("forbidden", stranger.Election.Refused, StringComparison.Ordinal);
        Assert.Contains("forbidden", stranger.Election.WhyNot, StringComparison.Ordinal);
        Assert.False(stranger.Election.IsStandby);
    }

    public async ValueTask DisposeAsync()
    {
        first.Dispose();
        second.Dispose();
        await cluster.DisposeAsync();
    }

    private string Holder => Spec("holderIdentity").GetValue<string>();

    private JsonNode Spec(string field) => cluster.Get("coordination.k8s.io/v1", "Lease", "default", "k8guard")!["spec"]![field]!;

    private async Task PassAsync(int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            time.Advance(Second);
            await first.TurnAsync();
            await this.second.TurnAsync();
            Assert.False(first.Election.WhyNot is null && this.second.Election.WhyNot is null);
        }
    }
}
