using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Schedules;

namespace K8GuardScript.Core.Tests.Schedules;

/// <summary>What a morning takes back of a night.</summary>
public sealed class ScheduleUndoTests : IDisposable
{
    private readonly Nightfall world = new();

    public ScheduleUndoTests()
    {
        world.Has("dev-1/a", "dev-1/b");
        world.Sleeps();
    }

    [Fact]
    public async Task A_morning_takes_back_what_the_last_night_did_and_the_next_morning_nothing_more()
    {
        await NightAsync();
        await world.PassesAsync(11);
        Assert.Equal("2 brought back", world.Note(Nightfall.Mornings));
        Assert.All(
            world.World.Ledger.Actions().Where(action => action.Cause == ActionCause.Undo),
            action => Assert.Equal("sleep/mornings@2026-11-25T07:00Z", action.Run));
        world.Carrier.Asked.Clear();

        world.Carrier.Answer = _ => new WishReport(WishResult.AlreadySo, "scaled to 0");
        await world.PassesAsync(13);
        await world.PassesAsync(11);

        Assert.DoesNotContain(world.Carrier.Asked, asked => asked.StartsWith("undo", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_somebody_changed_since_is_left_and_told_once()
    {
        await NightAsync();
        world.Carrier.Answer = wish => wish.Target.Name == "a" ? new WishReport(WishResult.ChangedSince, "somebody scaled it") : null;

        await world.PassesAsync(11);

        Assert.Equal(
            "1 brought back, 1 left as they are, since somebody changed them (Deployment dev-1/a: somebody scaled it)", world.Note(Nightfall.Mornings));
    }

    [Fact]
    public async Task What_an_earlier_night_stopped_and_the_last_one_wished_again_is_brought_back_too()
    {
        // a weekend: two nights without a morning between them
        world.Guard.Trouble = null;
        await NightAsync();
        var earlier = world.World.Ledger.Actions().Single(action => action.Target.Name == "a").Id;
        await world.PassesAsync(0.01);
        world.Sleeps();
        SkipMorning();
        world.Carrier.Answer = wish => wish switch
        {
            { Undoes: not null } => null,
            { Target.Name: "a" } => new WishReport(WishResult.AlreadySo, "scaled to 0", earlier),
            _ => new WishReport(WishResult.AlreadySo, "scaled to 0 by somebody"),
        };
        await world.PassesAsync(24);
        Assert.Equal("2 were so already", world.Note(Nightfall.Nights));
        world.Sleeps();
        world.Carrier.Asked.Clear();

        await world.PassesAsync(1);
        await world.PassesAsync(10);

        Assert.Equal(["undo Deployment dev-1/a"], world.Carrier.Asked);
    }

    [Fact]
    public async Task A_morning_ends_a_night_that_is_still_at_it()
    {
        world.Sleeps(nights: "daily 06:30");
        await world.LooksAsync();
        world.Carrier.Answer = wish => wish.Target.Name == "a" ? null : new WishReport(WishResult.PutOff, "paused");
        await world.PassesAsync(18.5);
        world.Carrier.Asked.Clear();
        world.Carrier.Answer = _ => null;

        world.Clock.Pass(TimeSpan.FromHours(0.5));
        await world.LooksAsync();

        Assert.Equal(["undo Deployment dev-1/a"], world.Carrier.Asked);
        Assert.Equal("`mornings` takes it back before it was done: the rest is left out", world.Note(Nightfall.Nights));
    }

    [Fact]
    public async Task What_is_to_be_brought_back_counts_towards_the_most_as_well()
    {
        await NightAsync();
        world.Sleeps(atMost: 1);

        await world.PassesAsync(11);

        Assert.StartsWith("it wishes to change 2 objects and may change 1", world.Note(Nightfall.Mornings), StringComparison.Ordinal);
    }

    [Fact]
    public void Neither_refused_nor_undone_actions_nor_those_of_other_runs_are_undone()
    {
        ActionRecord Of(string id, string run, ActionState state, string? undoes = null) => Some.Action(state, id: id) with
        {
            Run = run,
            Cause = undoes is null ? ActionCause.Schedule : ActionCause.Undo,
            Undoes = undoes,
        };
        List<ActionRecord> actions =
        [
            Of("done", "r", ActionState.Done), Of("unknown", "r", ActionState.Unknown), Of("refused", "r", ActionState.Refused),
            Of("undone", "r", ActionState.Done), Of("undo", "m", ActionState.Done, "undone"),
            Of("tried", "r", ActionState.Done), Of("try", "m", ActionState.Refused, "tried"),
            Of("other", "q", ActionState.Done), Of("kept", "q", ActionState.Done),
        ];

        var targets = UndoTargets.Of(actions, "r", new HashSet<string> { "kept" });

        Assert.Equal(["done", "kept", "tried", "unknown"], targets.Select(action => action.Id).Order(StringComparer.Ordinal));
    }

    private async Task NightAsync()
    {
        await world.LooksAsync();
        await world.PassesAsync(8);
        Assert.Equal("2 changed", world.Note(Nightfall.Nights));
    }

    // the morning's time passes while only nights are in force
    private void SkipMorning() => world.World.Rule(Nightfall.Scheduled(
        Mode.Act, () => Sdk.Authoring.Entry.Schedule("nights", "daily 20:00", "UTC", Nightfall.StopAll, 100)));

    public void Dispose() => world.Dispose();
}
