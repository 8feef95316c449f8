using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Tests.Doubles;

namespace K8GuardScript.Core.Tests.Policies;

public sealed class QuarantineTests
{
    private static readonly RunMark Bad = new("bad", "rev-1", "Pod shop/web");
    private readonly MemoryQuarantine store = new();
    private readonly ManualTime clock = new();

    [Fact]
    public void What_ran_when_the_process_died_is_out_until_it_stood_its_trial()
    {
        var quarantine = new Quarantine(store, clock);

        quarantine.ProcessDied(Bad);
        var held = quarantine.Of("bad", "rev-1")!;
        Assert.Equal(HoldState.OnTrial, held.State);
        Assert.Contains("on Pod shop/web", held.Why, StringComparison.Ordinal);

        quarantine.Release(held);
        Assert.Null(quarantine.Of("bad", "rev-1"));
    }

    [Fact]
    public void Another_version_is_not_held()
    {
        var quarantine = new Quarantine(store, clock);
        quarantine.Park(Bad);

        Assert.NotNull(quarantine.Of("bad", "rev-1"));
        Assert.Null(quarantine.Of("bad", "rev-2"));
        Assert.Null(quarantine.Of("good", "rev-1"));
    }

    [Fact]
    public void A_second_death_on_the_same_object_within_the_hour_is_one_too_many()
    {
        var quarantine = new Quarantine(store, clock);
        quarantine.ProcessDied(Bad);
        quarantine.Release(quarantine.Of("bad", "rev-1")!);
        clock.Pass(TimeSpan.FromMinutes(59));

        quarantine.ProcessDied(Bad);

        Assert.Equal(HoldState.Quarantined, quarantine.Of("bad", "rev-1")!.State);
    }

    [Fact]
    public void Deaths_on_different_objects_may_be_chance_but_not_five_of_them()
    {
        var quarantine = new Quarantine(store, clock);
        for (var death = 1; death < Quarantine.MostStrikes; death++)
        {
            quarantine.ProcessDied(Bad with { Object = $"Pod shop/web-{death}" });
            var held = quarantine.Of("bad", "rev-1")!;
            Assert.Equal(HoldState.OnTrial, held.State);
            quarantine.Release(held);
            clock.Pass(TimeSpan.FromMinutes(50));
        }

        quarantine.ProcessDied(Bad with { Object = "Pod shop/web" });

        Assert.Equal(HoldState.Quarantined, quarantine.Of("bad", "rev-1")!.State);
    }

    [Fact]
    public void A_second_death_much_later_is_only_a_suspicion_again()
    {
        var quarantine = new Quarantine(store, clock);
        quarantine.ProcessDied(Bad);
        quarantine.Release(quarantine.Of("bad", "rev-1")!);
        clock.Pass(Quarantine.StrikeMemory);

        quarantine.ProcessDied(Bad);

        Assert.Equal(HoldState.OnTrial, quarantine.Of("bad", "rev-1")!.State);
    }

    [Fact]
    public void It_survives_a_restart_and_a_death_does_not_soften_it()
    {
        new Quarantine(store, clock).Park(Bad);

        var restarted = new Quarantine(store, clock);
        restarted.ProcessDied(Bad);

        Assert.Equal(HoldState.Parked, restarted.Of("bad", "rev-1")!.State);
        Assert.Single(restarted.All());
    }

    [Fact]
    public void Every_change_is_noticed_and_stored()
    {
        var quarantine = new Quarantine(store, clock);
        var before = quarantine.Edition;

        quarantine.Condemn(new HeldPolicy(Bad, HoldState.OnTrial, "why", clock.GetUtcNow()), "it died there too");

        Assert.NotEqual(before, quarantine.Edition);
        Assert.Equal("it died there too", Assert.Single(store.Entries).Why);
    }
}
