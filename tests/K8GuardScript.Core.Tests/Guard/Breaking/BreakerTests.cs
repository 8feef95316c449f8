using System.Globalization;
using K8GuardScript.Core.Guard.Breaking;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Settings;
using K8GuardScript.Core.Tests.Doubles;

namespace K8GuardScript.Core.Tests.Guard.Breaking;

public sealed class BreakerTests
{
    // trips at a fifth of a hundred, from ten on
    private static readonly ActionSettings Defaults = new();
    private readonly MemoryLedgerStore store = new();
    private readonly ManualTime clock = new();
    private readonly Rulebook rulebook = new();
    private readonly FixedPassedObjects passed = new();
    private readonly Policy policy = Some.Policy();
    private Ledger ledger;
    private Breaker breaker;

    public BreakerTests()
    {
        rulebook.Swap(new Rulebook.Edition(
            Some.Settings() with { Actions = Defaults }, new PolicySet([policy, Some.Policy("a"), Some.Policy("b"), Some.Policy("c")])));
        (ledger, breaker) = Start();
    }

    [Fact]
    public void It_trips_at_the_share_and_not_before()
    {
        Opens(19);
        Assert.Null(Why());

        Opens(1, from: 19);

        Assert.Equal(
            "its breaker tripped: 20 of 100 objects that it judges newly violated within 1h: "
            + "look at it, then `k8guard resume --policy image-repo`",
            Why());
        Assert.Null(breaker.WhyTripped(Some.Policy("a"), Defaults));
    }

    [Fact]
    public void Few_objects_never_trip_it()
    {
        passed.Passed = 9;

        Opens(9);

        Assert.Null(Why());
        Assert.Equal(0, passed.Asked);
    }

    [Fact]
    public void Ten_objects_are_enough()
    {
        passed.Passed = 10;

        Opens(10);

        Assert.NotNull(Why());
    }

    [Fact]
    public void Many_violations_of_one_object_are_one()
    {
        ledger.Commit(() => new LedgerChange { Episodes = [.. Enumerable.Range(0, 50).Select(i => Some.Episode(Name(i)))] });

        Assert.Null(Why());
    }

    [Fact]
    public void What_opened_longer_ago_does_not_count()
    {
        Opens(15);
        clock.Pass(TimeSpan.FromHours(1));

        Opens(15, from: 15);

        Assert.Null(Why());
    }

    [Fact]
    public void Neither_a_baseline_nor_what_was_no_opening_counts()
    {
        Opens(30, change: episode => episode with { IsBaseline = true });
        Opens(30, from: 100, change: episode => episode with { State = EpisodeState.Exempt });
        Opens(30, from: 200, change: episode => episode with { State = EpisodeState.Contained });
        Assert.Null(Why());

        // exemptions that end, reverts, and a policy that comes back
        Opens(30, from: 100);
        Opens(30, from: 200, change: episode => episode with { Reverts = 1 });
        Opens(30, from: 300, change: episode => episode with { State = EpisodeState.Withdrawn });
        Opens(30, from: 300);

        Assert.Null(Why());
    }

    [Fact]
    public void What_was_fixed_and_comes_back_counts()
    {
        Opens(30, change: episode => episode with { State = EpisodeState.Resolved, ClosedAt = Some.Noon });
        Assert.Null(Why());

        Opens(30);

        Assert.NotNull(Why());
    }

    [Fact]
    public void What_opens_again_counts_from_then_on()
    {
        Opens(20);
        Opens(20, change: episode => episode with { State = EpisodeState.Resolved, ClosedAt = clock.GetUtcNow() });
        clock.Pass(TimeSpan.FromMinutes(50));
        Opens(20);
        clock.Pass(TimeSpan.FromMinutes(20));

        Assert.NotNull(Why());
    }

    [Fact]
    public void It_is_told_once_and_written_down()
    {
        var told = new List<BreakerTrip>();
        breaker.Tripped += told.Add;
        Opens(20);

        breaker.Look();
        breaker.Look();

        Assert.Equal("image-repo", Assert.Single(told).Policy);
        Assert.NotNull(ledger.Fact("breaker/image-repo"));
        Assert.Equal("image-repo", Assert.Single(breaker.Trips).Policy);
    }

    [Fact]
    public void It_stays_tripped_across_a_restart_and_however_long()
    {
        Opens(20);
        breaker.Look();
        clock.Pass(TimeSpan.FromDays(30));

        (ledger, breaker) = Start();

        Assert.NotNull(Why());
    }

    [Fact]
    public void What_tripped_and_was_not_written_down_trips_again_after_a_restart()
    {
        Opens(20);
        Assert.NotNull(Why());
        clock.Pass(TimeSpan.FromMinutes(1));

        (ledger, breaker) = Start();

        Assert.NotNull(Why());
    }

    [Fact]
    public void After_a_restart_neither_a_baseline_nor_what_was_no_opening_counts()
    {
        Opens(30, change: episode => episode with { IsBaseline = true });
        Opens(30, from: 100, change: episode => episode with { State = EpisodeState.Exempt });
        Opens(30, from: 200, change: episode => episode with { Reverts = 1 });
        clock.Pass(TimeSpan.FromMinutes(1));

        (ledger, breaker) = Start();

        Assert.Null(Why());
    }

    [Fact]
    public void What_is_resumed_before_the_trip_was_written_down_stays_resumed()
    {
        var told = new List<BreakerTrip>();
        breaker.Tripped += told.Add;
        Opens(20);
        Assert.NotNull(Why());
        clock.Pass(TimeSpan.FromMinutes(1));

        Assert.True(breaker.Resume("image-repo", "jo"));
        breaker.Look();

        Assert.Empty(told);
        (ledger, breaker) = Start();
        Assert.Null(Why());
    }

    [Fact]
    public void A_resume_starts_counting_anew_across_a_restart_too()
    {
        Opens(20);
        breaker.Look();
        clock.Pass(TimeSpan.FromMinutes(1));

        Assert.True(breaker.Resume("image-repo", "jo"));
        Assert.False(breaker.Resume("image-repo", "jo"));

        Assert.Null(Why());
        (ledger, breaker) = Start();
        Assert.Null(Why());
        Assert.Empty(breaker.Trips);
        clock.Pass(TimeSpan.FromMinutes(1));
        Opens(20, from: 20);
        Assert.NotNull(Why());
    }

    [Fact]
    public void Three_that_tripped_trip_all()
    {
        foreach (var id in new[] { "a", "b" }) Opens(20, policy: id);
        breaker.Look();
        Assert.Null(Why());

        Opens(20, policy: "c");
        breaker.Look();

        Assert.Equal("the breakers of `a`, `b`, `c` tripped, which stops all policies", Why());
        breaker.Resume("b", "jo");
        Assert.Null(Why());
    }

    [Fact]
    public void The_cluster_is_not_gone_through_for_each_that_opens()
    {
        passed.Passed = 100_000;
        for (var i = 0; i < 100; i++)
        {
            Opens(10, from: 10 * i);
            Assert.Null(Why());
        }

        Assert.Equal(1, passed.Asked);
        clock.Pass(TimeSpan.FromSeconds(31));
        Why();
        Assert.Equal(2, passed.Asked);
    }

    [Fact]
    public void While_it_cannot_be_written_down_it_is_tripped_all_the_same()
    {
        var full = new ThrowingLedgerStore([.. Enumerable.Range(0, 20).Select(Web)]);
        clock.Pass(TimeSpan.FromMinutes(1));
        var (_, broken) = Start(full);

        Assert.Throws<IOException>(broken.Look);

        Assert.NotNull(broken.WhyTripped(policy, Defaults));
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("null")]
    public void What_was_written_down_and_cannot_be_read_is_tripped(string json)
    {
        ledger.Commit(() => new LedgerChange { Facts = [new StoredFact("breaker/image-repo", json)] });

        (ledger, breaker) = Start();

        Assert.StartsWith("what was written down of its breaker can't be read", Why(), StringComparison.Ordinal);
    }

    private string? Why() => breaker.WhyTripped(policy, Defaults);

    private (Ledger Ledger, Breaker Breaker) Start(ILedgerStore? other = null)
    {
        var opened = new Ledger(other ?? store);
        return (opened, new Breaker(opened, rulebook, passed, clock));
    }

    private void Opens(int count, int from = 0, string policy = "image-repo", Func<Episode, Episode>? change = null) =>
        ledger.Commit(() => new LedgerChange
        {
            Episodes =
            [
                .. Enumerable.Range(from, count).Select(i => Web(i) with { Key = Web(i).Key with { Policy = policy } }).Select(change ?? (one => one)),
            ],
        });

    private Episode Web(int i) =>
        Some.Episode() with { Key = Some.Episode().Key with { Object = Some.Web with { Name = Name(i) } }, OpenedAt = clock.GetUtcNow() };

    private static string Name(int i) => i.ToString(CultureInfo.InvariantCulture);
}
