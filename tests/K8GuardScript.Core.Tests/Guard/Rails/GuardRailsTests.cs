using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Guard.Rails;
using K8GuardScript.Core.Settings;

namespace K8GuardScript.Core.Tests.Guard.Rails;

public sealed class GuardRailsTests : IDisposable
{
    private static readonly string[] OfUndo = ["leader", "ledger"];
    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public void They_are_asked_in_the_order_in_which_people_read_them()
    {
        string[] expected =
        [
            "pause", "leader", "clock", "ledger", "mode", "fit", "namespace", "undo-hold", "window", "freeze", "budget", "soak", "breaker", "system",
            "protected-namespace", "protected", "controller", "gitops", "age",
        ];

        Assert.Equal(expected, Asked(ActionCause.Ladder));
        Assert.Equal(expected.Except(["window", "budget"]), Asked(ActionCause.Schedule));
        Assert.Equal(OfUndo, Asked(ActionCause.Undo));
        Assert.All(world.Rails.Ask(Some.Question()), answer => Assert.True(answer.Allows, answer.ToString()));
    }

    [Fact]
    public void A_bar_behind_what_only_puts_off_is_found()
    {
        world.PauseFile.Because = "paused";
        var question = Some.Question(Some.DeploymentManifest().Labelled(MarkRail.Key, "true"));

        Assert.Equal("pause", world.Rails.FirstNo(question)?.Rail);
        Assert.Equal("protected", world.Rails.FirstBar(question)?.Rail);
    }

    [Fact]
    public void What_only_puts_off_is_no_bar()
    {
        world.Ages.Oldest = Some.Noon.AddDays(-30);
        var question = Some.Question(actions: Some.Actions("minimumAge: 0, windows: [{ days: sun }]"));

        Assert.Equal("window", world.Rails.FirstNo(question)?.Rail);
        Assert.Null(world.Rails.FirstBar(question));
    }

    // a window opens within a freeze, and the freeze ends outside the window
    [Fact]
    public void The_earliest_instant_passes_every_rail_that_knows_its_times()
    {
        world.Ages.Oldest = Some.Noon.AddHours(-1);
        var actions = Some.Actions(
            "minimumAge: 0, windows: [{ days: mon-fri, from: '09:00', to: '17:00' }], freezes: [{ from: 2026-11-26, to: 2026-11-27 }]");

        Assert.Equal(
            new DateTimeOffset(2026, 11, 25, 11, 0, 0, TimeSpan.Zero), world.Rails.Earliest(Some.Question(actions: actions), Some.Noon));
        Assert.Equal(
            new DateTimeOffset(2026, 11, 30, 9, 0, 0, TimeSpan.Zero), world.Rails.Earliest(Some.Question(actions: actions), Some.Noon.AddDays(2)));
    }

    [Fact]
    public void What_nobody_knows_the_end_of_is_not_waited_for()
    {
        world.PauseFile.Because = "paused";

        Assert.Equal(Some.Noon, world.Rails.Earliest(Some.Question(actions: new ActionSettings { MinimumAge = TimeSpan.Zero }), Some.Noon));
    }

    private IEnumerable<string> Asked(ActionCause cause) => world.Rails.Ask(Some.Question() with { Cause = cause }).Select(answer => answer.Rail);
}
