using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Actions.Planning;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Tests.Doubles;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Tests.Parity;

/// <summary>What K8Guard's hard actions got wrong, and what happens here.</summary>
public sealed class ActingTests : IDisposable
{
    private static readonly LadderOptions Deleting = Some.Ladder with { Action = ActionVerb.Delete };
    private readonly World world = new();

    public ActingTests()
    {
        world.OwesAnAction();
        world.Cluster.Reads.Enqueue(ScriptedCluster.Found(Some.DeploymentManifest(replicas: 7)));
    }

    public void Dispose() => world.Dispose();

    [Fact]
    public void An_ingress_is_warned_of_like_anything_else_before_it_is_deleted()
    {
        var ingress = Some.Episode() with { Kind = Some.Ingresses };
        var ladder = new EscalationLadder(Deleting);

        Assert.IsType<LadderStep.Wait>(ladder.StepDue(ingress, Some.Situation(), Some.Noon));
        Assert.True(ladder.StepDue(ingress, Some.Situation(), Some.Noon.AddDays(1)) is LadderStep.Warn { Ordinal: 1 });
    }

    [Fact]
    public void An_ingress_in_safe_mode_is_told_at_the_pace_of_all_others_and_never_deleted()
    {
        var ladder = new EscalationLadder(Deleting);
        var safe = Some.Situation() with { Mode = Mode.Safe };
        var told = Some.Episode() with { Kind = Some.Ingresses, AcceptedWarnings = 1, Told = 1, ToldAt = Some.Noon };

        Assert.IsType<LadderStep.Wait>(ladder.StepDue(told, safe, Some.Noon.AddMinutes(3)));
        var all = told.Warned(3, Some.Noon, ActionVerb.Delete);
        Assert.IsNotType<LadderStep.Due>(ladder.StepDue(all, safe, Some.Noon.AddDays(30)));
    }

    [Fact]
    public void A_job_is_suspended_and_not_deleted()
    {
        Assert.Equal("suspended", ActionPlanner.Outcome(ActionVerb.Stop, Some.Jobs));
        Assert.Null(ActionPlanner.Outcome(ActionVerb.Delete, Some.Jobs));
    }

    [Fact]
    public void A_daemon_set_is_not_deleted()
    {
        var daemons = new Cluster.KindName("apps", "v1", "DaemonSet");

        Assert.NotEqual("deleted", ActionPlanner.Outcome(ActionVerb.Stop, daemons));
        Assert.Null(ActionPlanner.Outcome(ActionVerb.Delete, daemons));
    }

    [Fact]
    public void A_namespace_is_never_touched_for_what_it_lacks()
    {
        Assert.All(
            [ActionVerb.Stop, ActionVerb.Delete],
            verb => Assert.Null(ActionPlanner.Outcome(verb, Some.Namespaces)));
    }

    [Fact]
    public void What_is_missing_is_a_violation_of_what_should_have_it_and_is_never_acted_on()
    {
        world.Rule(Some.Policy(rules: () => Sdk.Authoring.Entry.EachNamespace((ns, found) =>
            found.Violation(ns.Metadata["name"], "it has no quota", subject: "quota"))));
        var shop = new Cluster.ObjectKey("", "Namespace", "", "shop");
        world.Evaluates(shop);
        var episode = world.Remembers(Assert.Single(world.Ledger.On(shop)) with { IsBaseline = false });

        var outlook = world.Outlooks.Of(episode, world.Clock.GetUtcNow().AddHours(1))!;

        Assert.NotNull(outlook.Situation.WarnOnlyBecause);
        Assert.False(Assert.IsType<LadderStep.Warn>(outlook.Step).ArmsAction);
    }

    [Fact]
    public async Task A_call_that_failed_is_not_recorded_as_done_and_is_due_again()
    {
        world.Cluster.Writes.Clear();
        world.Cluster.Writes.Enqueue(ScriptedCluster.Write(WriteResult.Refused));

        var report = await ActAsync();

        Assert.NotEqual(ActionResult.Done, report.Result);
        Assert.DoesNotContain(world.Ledger.Actions(), action => action.State == ActionState.Done);
        Assert.Equal(EpisodeState.Open, Episode().State);
        Assert.Single(world.Round.At(world.Clock.GetUtcNow()).Actions);
    }

    [Fact]
    public async Task Every_write_holds_to_the_version_and_the_object_that_was_judged()
    {
        await ActAsync();

        var metadata = JsonNode.Parse(Assert.Single(world.Cluster.Sent))!["metadata"]!;
        Assert.Equal(("uid-web", "100"), ((string?)metadata["uid"], (string?)metadata["resourceVersion"]));
    }

    [Fact]
    public async Task The_replicas_of_before_are_kept_on_the_object()
    {
        await ActAsync();

        var annotations = JsonNode.Parse(Assert.Single(world.Cluster.Sent))!["metadata"]!["annotations"]!;
        Assert.Equal("7", (string?)annotations[ActionAnnotations.PreviousReplicas]);
    }

    [Fact]
    public async Task Of_two_replicas_only_the_one_that_leads_acts()
    {
        world.Leadership.WhyNot = "another one leads";

        var report = await ActAsync();

        Assert.Equal(ActionResult.Held, report.Result);
        Assert.Empty(world.Cluster.Sent);
    }

    [Theory]
    [InlineData(Mode.Act, Mode.Act, null, Mode.Act)]
    [InlineData(Mode.Act, Mode.Safe, null, Mode.Safe)]
    [InlineData(Mode.Act, null, null, Mode.Safe)]
    [InlineData(Mode.Act, Mode.Act, "safe", Mode.Safe)]
    [InlineData(Mode.Act, Mode.Act, "dry-run", Mode.DryRun)]
    [InlineData(null, Mode.Act, null, Mode.DryRun)]
    internal void Safe_and_dry_run_are_set_by_policy_and_namespace_too(Mode? file, Mode? policy, string? label, Mode expected)
    {
        Assert.Equal(expected, EffectiveMode.Of(file, policy, label));
    }

    [Fact]
    public void An_unknown_kind_or_type_is_left_alone_and_ends_nothing()
    {
        var unknown = new Cluster.KindName("", "v1", "Podlet");

        Assert.Null(ActionPlanner.Outcome(ActionVerb.Delete, unknown));
        world.Remembers(Some.Episode("elsewhere") with { Kind = unknown, Code = "NEVER_HEARD_OF" });
        Assert.NotNull(world.Round.At(world.Clock.GetUtcNow()));
    }

    private Episode Episode() => world.Ledger.Find(Some.Episode().Key)!;

    private Task<ActionReport> ActAsync() => world.Actor.ActAsync(Some.WarningDue(Episode()), TestContext.Current.CancellationToken);
}
