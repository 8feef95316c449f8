using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Actions.Planning;
using K8GuardScript.Core.Actions.Undoing;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Settings;
using K8GuardScript.Core.Tests.Doubles;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Views;

namespace K8GuardScript.Core.Tests.Actions.Undoing;

public sealed class AutoUndoTests : IDisposable
{
    private readonly World world = new();

    public AutoUndoTests()
    {
        world.Ledger.Commit(() => new LedgerChange { Actions = [Done()] });
        Finds("good/web:1");
        world.Cluster.Lists["HorizontalPodAutoscaler"] = new([ScriptedCluster.Listed()]);
    }

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task What_was_fixed_is_taken_back_once_and_by_the_guard()
    {
        var undo = Undo();
        Turns(EpisodeState.Resolved);

        var (action, report) = Assert.Single(await CarryOutAsync(undo));

        Assert.Equal(("a-1", ActionResult.Done, false), (action.Id, report.Result, report.Record!.IsByAPerson));
        world.Clock.Pass(TimeSpan.FromHours(1));
        Turns(EpisodeState.Resolved);
        Assert.Empty(await CarryOutAsync(undo));
        Assert.Single(world.Cluster.Sent);
    }

    [Fact]
    public async Task What_was_fixed_while_nobody_ran_is_taken_back()
    {
        Turns(EpisodeState.Resolved);

        Assert.Single(await CarryOutAsync(Undo()));
    }

    [Fact]
    public async Task Where_the_settings_do_not_want_it_nothing_is_taken_back()
    {
        var undo = Undo();
        world.Rule(Some.Settings() with { Actions = new ActionSettings { UndoWhenFixed = false } }, Some.Policy());
        Turns(EpisodeState.Resolved);

        Assert.Empty(await CarryOutAsync(undo));
    }

    [Theory]
    [InlineData(nameof(EpisodeState.Open))]
    [InlineData(nameof(EpisodeState.Contained))]
    public async Task What_another_policy_finds_keeps_it_stopped(string state)
    {
        var undo = Undo();
        world.Remembers(Some.Episode(policy: "other") with { State = Enum.Parse<EpisodeState>(state) });
        Turns(EpisodeState.Resolved);

        Assert.Empty(await CarryOutAsync(undo));
        Assert.Empty(world.Cluster.Asked);
    }

    [Fact]
    public async Task What_still_violates_on_a_fresh_look_stays_stopped()
    {
        Finds("bad/web:1");

        Assert.Equal(ActionResult.Failed, await ResultAsync());
    }

    [Fact]
    public async Task Where_the_rule_breaks_on_a_fresh_look_it_stays_stopped()
    {
        world.Rule(Some.Policy(rules: () => Entry.Each<Deployment>((_, _) => throw new InvalidOperationException())));

        Assert.Equal(ActionResult.Failed, await ResultAsync());
    }

    [Fact]
    public async Task What_is_not_judged_any_more_is_not_fixed()
    {
        var undo = Undo();
        Turns(EpisodeState.Withdrawn);

        Assert.Empty(await CarryOutAsync(undo));
    }

    [Fact]
    public async Task What_a_schedule_stopped_is_left_to_it()
    {
        world.Ledger.Commit(() => new LedgerChange { Actions = [Done() with { Cause = ActionCause.Schedule, Run = "sleep/night@1", Episode = null }] });
        var undo = Undo();
        Turns(EpisodeState.Resolved);

        Assert.Empty(await CarryOutAsync(undo));
    }

    private static ActionRecord Done() => Some.Action(ActionState.Done) with { Previous = "3" };

    private AutoUndo Undo() => new(world.Ledger, world.Rulebook, world.Look, world.Undoer, world.Clock);

    private static Task<IReadOnlyList<(ActionRecord Action, ActionReport Report)>> CarryOutAsync(AutoUndo undo) =>
        undo.CarryOutAsync(CancellationToken.None);

    private async Task<ActionResult> ResultAsync()
    {
        var undo = Undo();
        Turns(EpisodeState.Resolved);
        var (_, report) = Assert.Single(await CarryOutAsync(undo));
        Assert.Empty(world.Cluster.Sent);
        return report.Result;
    }

    private void Turns(EpisodeState state) => world.Remembers(Some.Episode() with { State = state, ActionId = "a-1", ClosedAt = Some.Noon });

    private void Finds(string image)
    {
        world.Cluster.Reads.Clear();
        world.Cluster.Reads.Enqueue(ScriptedCluster.Found(Some.DeploymentManifest(image, replicas: 0).Annotated(ActionAnnotations.ActionId, "a-1")));
    }
}
