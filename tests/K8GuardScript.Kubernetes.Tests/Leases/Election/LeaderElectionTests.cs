using K8GuardScript.Kubernetes.Leases;
using K8GuardScript.Kubernetes.Tests.Doubles;

namespace K8GuardScript.Kubernetes.Tests.Leases.Election;

public sealed class LeaderElectionTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly World world = new();
    private readonly LeaseServer server = new();
    private readonly List<Candidate> all = [];

    public LeaderElectionTests() => world.Happened = () =>
    {
        Assert.InRange(all.Count(one => one.MayAct), 0, 1);
        Assert.All(all, one => Assert.Null(one.Fault));
    };

    [Fact]
    public void The_first_one_acts_after_a_whole_lease_and_the_second_stands_by()
    {
        var first = Join("first");
        world.RunFor(14 * Second);
        Assert.False(first.MayAct);
        Assert.False(first.Election.IsStandby);
        var second = Join("second");
        world.RunFor(2 * Second);

        Assert.True(first.MayAct);
        Assert.True(second.Election.IsStandby);
        Assert.Contains("`first` holds the lease", second.Election.WhyNot, StringComparison.Ordinal);
    }

    [Fact]
    public void Before_its_first_look_nobody_tells_anything()
    {
        server.IsDown = true;
        var one = Join("one");

        Assert.True(one.Election.IsStandby);
        world.RunFor(Minute);
        Assert.False(one.Election.IsStandby);
        Assert.False(one.MayAct);
    }

    [Fact]
    public void One_that_is_killed_is_followed_after_a_whole_lease()
    {
        var (first, second) = Two();

        first.Die();
        world.RunFor(14 * Second);
        Assert.False(second.MayAct);
        Assert.True(second.Election.IsStandby);
        world.RunFor(8 * Second);

        Assert.True(second.MayAct);
        Assert.False(second.Election.IsStandby);
        Assert.Equal(1, server.Lease!.Transitions);
    }

    [Fact]
    public void One_that_leaves_in_order_is_followed_at_once()
    {
        var (first, second) = Two();

        first.Leave();
        world.RunFor(Second);
        Assert.Equal(("", Second), (server.Lease!.Holder, server.Lease.Duration));
        Assert.False(first.MayAct);
        world.RunFor(6 * Second);

        Assert.True(second.MayAct);
    }

    [Fact]
    public void A_leader_that_stood_still_must_renew_before_it_acts()
    {
        var (first, _) = Two();

        first.StandStill(9 * Second);
        world.RunFor(9 * Second);

        Assert.Null(Confirm(first));
    }

    [Fact]
    public void A_leader_that_stood_still_for_longer_than_the_lease_is_told_that_another_one_leads()
    {
        var (first, second) = Two();

        first.StandStill(Minute);
        world.RunFor(59 * Second);
        Assert.True(second.MayAct);
        world.RunFor(Second);

        Assert.Contains("`second` holds the lease", Confirm(first), StringComparison.Ordinal);
        Assert.True(first.Election.IsStandby);
    }

    [Fact]
    public void A_leader_that_slept_does_not_trust_its_timestamps()
    {
        var (first, second) = Two();

        first.Sleep(Minute);
        world.RunFor(59 * Second);
        Assert.True(second.MayAct);
        world.RunFor(5 * Second);

        Assert.True(second.MayAct);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_that_waited_gives_no_right_for_the_time_that_it_waited(bool isRenewal)
    {
        var time = new ManualTime();
        var calls = new LateAnswers(server);
        var election = new LeaderElection(calls, "late", Candidate.Times, time, new NeverAsleep(), new Random(1));
        if (!isRenewal) server.Create(new Lease { Holder = "before", Duration = 15 * Second });
        await election.TurnAsync(CancellationToken.None);
        time.Advance(16 * Second);

        calls.AreLate = true;
        var turn = election.TurnAsync(CancellationToken.None);
        Assert.Equal("late", server.Lease!.Holder);
        time.Advance(9 * Second);
        calls.Release();
        await turn;

        Assert.Equal("the lease must be renewed first", election.WhyNot);
        Assert.Null(await election.ConfirmAsync(CancellationToken.None));
    }

    [Fact]
    public void A_leader_alone_that_stood_still_for_an_hour_goes_on()
    {
        var first = Join("first");
        world.RunFor(20 * Second);

        first.StandStill(TimeSpan.FromHours(1));
        world.RunFor(TimeSpan.FromHours(1) + (5 * Second));

        Assert.True(first.MayAct);
        Assert.Equal(0, server.Lease!.Transitions);
    }

    [Fact]
    public void Nobody_acts_without_the_server_and_after_a_short_outage_the_same_one_leads()
    {
        var (first, second) = Two();

        server.IsDown = true;
        world.RunFor(9 * Second);
        Assert.False(first.MayAct);
        world.RunFor(Minute);
        Assert.False(second.MayAct);
        Assert.True(second.Election.IsStandby);
        server.IsDown = false;
        world.RunFor(Minute);

        Assert.True(first.MayAct || second.MayAct);
    }

    [Fact]
    public void A_leader_that_is_cut_off_stops_before_the_other_one_begins()
    {
        var (first, second) = Two();

        first.IsCutOff = true;
        world.RunFor(9 * Second);
        Assert.False(first.MayAct);
        world.RunFor(15 * Second);

        Assert.True(second.MayAct);
        Assert.NotNull(Confirm(first));
    }

    [Fact]
    public void A_lease_that_a_person_deletes_lets_nobody_act_until_whoever_held_it_has_noticed()
    {
        var (first, second) = Two();

        // it can't notice
        first.IsCutOff = true;
        server.Delete();
        world.RunFor(7 * Second);
        Assert.Equal("second", server.Lease!.Holder);
        Assert.False(second.MayAct);
        world.RunFor(20 * Second);

        Assert.True(second.MayAct);
    }

    [Fact]
    public void A_lease_that_a_person_gives_to_nobody_or_shortens_is_not_taken_any_earlier()
    {
        var (first, second) = Two();

        first.IsCutOff = true;
        server.Edit(lease => lease with { Holder = "" });
        world.RunFor(7 * Second);
        server.Edit(lease => lease with { Duration = TimeSpan.Zero, Holder = "first" });
        world.RunFor(12 * Second);
        Assert.False(second.MayAct);
        world.RunFor(20 * Second);

        Assert.True(second.MayAct);
    }

    [Fact]
    public void A_lease_that_a_person_takes_stops_the_leader()
    {
        var (first, _) = Two();

        server.Edit(lease => lease with { Holder = "bob" });
        world.RunFor(3 * Second);

        Assert.False(first.MayAct);
        Assert.True(first.Election.IsStandby);
        Assert.Contains("`bob`", first.Election.WhyNot, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lease_that_a_person_gives_to_another_one_does_not_make_that_one_the_leader()
    {
        var (_, second) = Two();

        server.Edit(lease => lease with { Holder = "second" });
        world.RunFor(10 * Second);
        Assert.False(second.MayAct);
        world.RunFor(20 * Second);

        Assert.Single(all, one => one.MayAct);
    }

    [Fact]
    public void Without_rights_it_neither_acts_nor_stands_by_and_asks_more_seldom()
    {
        server.Refuses = true;
        var one = Join("one");
        world.RunFor(Second);

        Assert.False(one.MayAct);
        Assert.False(one.Election.IsStandby);
        Assert.Equal("forbidden", one.Election.Refused);
        world.RunFor(10 * Minute);
        Assert.InRange(server.Reads, 5, 11);

        server.Refuses = false;
        world.RunFor(3 * Minute);
        Assert.True(one.MayAct);
        Assert.Null(one.Election.Refused);
    }

    [Fact]
    public void What_the_lease_says_of_times_is_not_believed()
    {
        var (first, second) = Two();
        first.SetWall(TimeSpan.FromMinutes(10));
        world.RunFor(Minute);
        Assert.True(first.MayAct);

        server.Edit(lease => lease with { RenewedAt = lease.RenewedAt!.Value.AddYears(-1), AcquiredAt = null });
        world.RunFor(Minute);

        Assert.True(first.MayAct);
        Assert.True(second.Election.IsStandby);
    }

    [Theory]
    [InlineData(10, 10, 2)]
    [InlineData(15, 2.4, 2)]
    [InlineData(15, 10, 0)]
    public void Times_that_let_two_lead_are_refused(double duration, double deadline, double retry)
    {
        var times = new LeaseTimes { Duration = duration * Second, RenewDeadline = deadline * Second, RetryPeriod = retry * Second };

        Assert.Throws<ArgumentException>(times.Checked);
    }

    private Candidate Join(string name)
    {
        var candidate = new Candidate(world, server, name, new Random(1));
        all.Add(candidate);
        return candidate;
    }

    private (Candidate First, Candidate Second) Two()
    {
        var first = Join("first");
        world.RunFor(20 * Second);
        var second = Join("second");
        world.RunFor(20 * Second);
        Assert.True(first.MayAct);
        return (first, second);
    }

    private string? Confirm(Candidate one)
    {
        var answer = "none";
        one.Confirm(why => answer = why);
        world.RunFor(30 * Second);
        return answer;
    }
}
