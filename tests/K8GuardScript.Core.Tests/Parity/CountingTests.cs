using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Tests.Parity;

/// <summary>What K8Guard's action service got wrong in counting, and what happens here.</summary>
public sealed class CountingTests : IDisposable
{
    private static readonly TimeSpan ForgetAfter = TimeSpan.FromHours(120);
    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public void A_violation_that_was_told_just_now_starves_no_other_one_of_its_object()
    {
        world.ListsShop();
        world.Clock.Pass(TimeSpan.FromHours(1));
        world.Remembers(Some.Episode() with { AcceptedWarnings = 1, Told = 1, ToldAt = world.Clock.GetUtcNow() });
        world.Remembers(Some.Episode("later"));

        Assert.Equal(["later"], world.Round.At(world.Clock.GetUtcNow()).Warnings.Select(due => due.Episode.Key.Place));
    }

    [Fact]
    public void In_dry_run_every_violation_of_an_object_is_recorded_and_nobody_is_told()
    {
        world.Rule(
            Some.Settings() with { Mode = Mode.DryRun },
            Some.Policy(rules: () => Sdk.Authoring.Entry.EachContainer((c, found) =>
            {
                found.Violation(c["image"], "one");
                found.Violation(c["name"], "two");
            })));
        world.ListsShop();
        world.Evaluates(Some.Web);
        world.Clock.Pass(TimeSpan.FromDays(30));

        Assert.Equal(["one", "two"], world.Ledger.On(Some.Web).Select(episode => episode.Message).Order());
        Assert.Empty(world.Round.At(world.Clock.GetUtcNow()).Warnings);
    }

    [Fact]
    public void After_the_last_warning_there_is_a_wait_before_the_action_however_often_the_object_is_seen()
    {
        var warned = Some.Episode().Warned(3, Some.Noon);

        Assert.IsType<LadderStep.Wait>(Step(warned, Some.Noon.AddMinutes(3)));
        Assert.IsType<LadderStep.Wait>(Step(warned, Some.Noon.AddHours(24).AddTicks(-1)));
        Assert.IsType<LadderStep.Due>(Step(warned, Some.Noon.AddHours(24)));
    }

    [Fact]
    public void After_an_action_later_detections_act_no_more()
    {
        var contained = Some.Episode().Warned(3, Some.Noon) with { State = EpisodeState.Contained, ActionId = "a-1" };

        Assert.DoesNotContain(Changes([contained], Some.Verdict(Some.Finding()), dormant: true), change => change.State == EpisodeState.Open);
        Assert.IsType<LadderStep.Hold>(Step(contained, Some.Noon.AddDays(30)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(24)]
    [InlineData(120)]
    public void Warnings_add_up_while_it_violates_however_short_a_count_is_kept(int hours)
    {
        var second = Some.Episode().Warned(2, Some.Noon);

        var seen = Changes([second], Some.Verdict(Some.Finding(message: "still")), forgetAfter: TimeSpan.FromHours(hours), at: Some.Noon.AddDays(60));

        Assert.Equal(2, Assert.Single(seen).AcceptedWarnings);
        Assert.True(Step(second, Some.Noon.AddDays(60)) is LadderStep.Warn { Ordinal: 3, IsLast: true });
    }

    [Fact]
    public void What_was_fixed_is_resolved_and_its_count_is_forgotten_in_time()
    {
        var resolved = Assert.Single(Changes([Some.Episode().Warned(2, Some.Noon)], Some.Verdict()));
        Assert.Equal((EpisodeState.Resolved, 2), (resolved.State, resolved.AcceptedWarnings));

        var anew = Assert.Single(Changes([resolved], Some.Verdict(Some.Finding()), at: Some.Noon + ForgetAfter + TimeSpan.FromMinutes(1)));
        Assert.Equal((EpisodeState.Open, 0), (anew.State, anew.AcceptedWarnings));
    }

    [Fact]
    public void A_new_image_tag_starts_no_new_count()
    {
        world.ListsShop();
        world.Evaluates(Some.Web);
        var opened = Assert.Single(world.Ledger.On(Some.Web));
        world.Remembers(opened with { AcceptedWarnings = 2 });

        world.Lists(Some.Deployments, Some.DeploymentManifest(image: "bad/web:2", version: "101"));
        world.Evaluates(Some.Web);

        var now = Assert.Single(world.Ledger.On(Some.Web));
        Assert.Equal((2, "image `bad/web:2` is bad"), (now.AcceptedWarnings, now.Message));
    }

    [Fact]
    public void Another_annotation_of_a_namespace_starts_no_new_count()
    {
        world.Rule(Some.Policy(rules: () => Sdk.Authoring.Entry.EachNamespace((ns, found) => found.Violation(ns.Metadata["annotations"], "no owner"))));
        world.Lists(Some.Namespaces, Some.NamespaceManifest().Annotated("a", "1"));
        var shop = new Cluster.ObjectKey("", "Namespace", "", "shop");
        world.Evaluates(shop);
        world.Remembers(Assert.Single(world.Ledger.On(shop)) with { AcceptedWarnings = 1 });

        world.Lists(Some.Namespaces, Some.NamespaceManifest().Annotated("a", "2").Version("101"));
        world.Evaluates(shop);

        Assert.Equal(1, Assert.Single(world.Ledger.On(shop)).AcceptedWarnings);
    }

    [Fact]
    public void Two_records_of_one_instant_do_not_overwrite_each_other()
    {
        world.Ledger.Commit(() => new LedgerChange { Actions = [Some.Action(id: "a-1"), Some.Action(id: "a-2")] });

        Assert.Equal(["a-1", "a-2"], new Ledger(world.Store).Actions().Select(action => action.Id).Order());
    }

    [Fact]
    public void What_was_due_while_the_program_was_down_is_due_after_it()
    {
        world.Remembers(Some.Episode());
        world.Clock.Pass(TimeSpan.FromDays(3));

        using var after = new World(world.Store);
        after.Clock.Pass(TimeSpan.FromDays(3));
        after.ListsShop();

        Assert.Single(after.Round.At(after.Clock.GetUtcNow()).Warnings);
    }

    private static LadderStep Step(Episode episode, DateTimeOffset now) => new EscalationLadder(Some.Ladder).StepDue(episode, Some.Situation(), now);

    private static IReadOnlyList<Episode> Changes(
        IReadOnlyList<Episode> known, Verdict verdict, bool dormant = false, TimeSpan? forgetAfter = null, DateTimeOffset? at = null) =>
        VerdictRecorder.Changes(known, verdict, dormant, forgetAfter ?? ForgetAfter, at ?? Some.Noon);
}
