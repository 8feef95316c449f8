using K8GuardScript.Core.Guard.Clocks;
using K8GuardScript.Core.Show;
using K8GuardScript.Kubernetes.Leases;
using K8GuardScript.Worker.Leadership;
using Microsoft.Extensions.Logging.Abstractions;

namespace K8GuardScript.Tests.Worker.Leadership;

public sealed class LeaseLeadershipTests : IDisposable
{
    private readonly ManualClock clock = new();
    private readonly RefusingLease server = new();
    private readonly HappeningLog happenings;
    private readonly LeaseLeadership leadership;

    public LeaseLeadershipTests()
    {
        happenings = new HappeningLog(clock);
        var election = new LeaderElection(server, "me", new LeaseTimes(), clock, new GuardClock(clock), new Random(1));
        leadership = new LeaseLeadership(election, "guard/k8guard", happenings, clock, NullLogger<LeaseLeadership>.Instance);
    }

    [Fact]
    public async Task A_guard_without_rights_says_so_once_warns_and_never_acts()
    {
        await leadership.StartAsync(CancellationToken.None);
        for (var turn = 0; turn < 5; turn++) await PassAsync(TimeSpan.FromMinutes(3));

        var line = Assert.Single(await ToldAsync());
        Assert.Equal(
            "lease `guard/k8guard`: the server does not let the guard hold its lease: leases is forbidden; "
            + "this guard warns, and never acts: grant it get, create and update on that lease", line);
        Assert.False(leadership.IsStandby);
        Assert.NotNull(leadership.WhyNot);
        Assert.NotNull(await leadership.ConfirmAsync(CancellationToken.None));
        Assert.Equal(0, leadership.Transitions);
    }

    [Fact]
    public async Task It_tells_when_it_leads_when_another_one_does_and_when_it_gives_the_lease_back()
    {
        server.IsOpen = true;
        await leadership.StartAsync(CancellationToken.None);
        for (var turn = 0; turn < 8; turn++) await PassAsync(TimeSpan.FromSeconds(2));
        Assert.Null(leadership.WhyNot);
        Assert.Equal(1, leadership.Transitions);

        server.Stored = server.Stored! with { Holder = "other", ResourceVersion = "other" };
        server.IsOpen = false;
        await PassAsync(TimeSpan.FromSeconds(9));
        Assert.Contains("must be renewed first", leadership.WhyNot, StringComparison.Ordinal);
        server.IsOpen = true;
        server.Steals = true;
        await PassAsync(TimeSpan.FromSeconds(2));
        Assert.True(leadership.IsStandby);

        var told = await ToldAsync();
        Assert.Contains("this guard (`me`) holds the lease `guard/k8guard`: it may act", told[0], StringComparison.Ordinal);
        Assert.Contains("`other` holds the lease; this guard stands by", told[^1], StringComparison.Ordinal);
        Assert.Equal(2, leadership.Transitions);
    }

    [Fact]
    public async Task A_guard_that_left_holds_nothing_and_never_leads_again()
    {
        server.IsOpen = true;
        await leadership.StartAsync(CancellationToken.None);
        for (var turn = 0; turn < 8; turn++) await PassAsync(TimeSpan.FromSeconds(2));

        await leadership.StopAsync(CancellationToken.None);
        Assert.Equal("me", server.Stored!.Holder);
        await leadership.ReleaseAsync(CancellationToken.None);

        Assert.Equal(("", TimeSpan.FromSeconds(1)), (server.Stored.Holder, server.Stored.Duration));
        Assert.NotNull(await leadership.ConfirmAsync(CancellationToken.None));
    }

    public void Dispose() => leadership.Dispose();

    private async Task PassAsync(TimeSpan time)
    {
        await clock.NextTimerAsync(TestContext.Current.CancellationToken);
        clock.Advance(time);
    }

    private async Task<List<string>> ToldAsync()
    {
        await clock.NextTimerAsync(TestContext.Current.CancellationToken);
        using var enough = new CancellationTokenSource();
        var told = new List<string>();
        happenings.Tell(HappeningKind.Program, "end");
        await foreach (var one in happenings.ListenAsync(0, enough.Token))
        {
            if (one.Text == "end") return told;
            told.Add(one.Text);
        }

        return told;
    }
}
