using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Tests.Doubles;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Metering;
using K8GuardScript.Sdk.Views;

namespace K8GuardScript.Core.Tests.Evaluate;

public sealed class EvaluationBatchTests : IDisposable
{
    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public void A_policy_that_spends_all_it_may_again_and_again_is_not_asked_about_the_rest()
    {
        world.ListsShop();
        var policy = Some.Policy("costly", rules: () => Entry.Each<Deployment>((_, _) =>
        {
            while (true) Fuel.Tick();
        }));
        world.Rule(policy, Some.Policy());

        for (var run = 0; run < PolicyCounters.MostSpentRuns; run++) Run();
        var after = Run();

        Assert.Equal(PolicyCounters.MostSpentRuns, policy.State.Faults);
        Assert.DoesNotContain(after.Verdicts, verdict => verdict.Policy == policy);
        Assert.NotEmpty(after.Verdicts);
    }

    [Fact]
    public void A_violation_is_recorded_and_told_what_was_known_before()
    {
        world.ListsShop();

        var first = Run();
        world.Objects.Changed(Some.Deployments, Some.DeploymentManifest("good/web:1", version: "101").Utf8());
        var second = Run();

        Assert.Equal(EpisodeState.Open, Assert.Single(first.Recorded).State);
        Assert.Empty(first.Before);
        Assert.Equal(EpisodeState.Resolved, Assert.Single(second.Recorded).State);
        Assert.Equal(EpisodeState.Open, Assert.Single(second.Before.Values).State);
    }

    [Fact]
    public void An_object_that_went_resolves_its_episodes()
    {
        world.ListsShop();
        Run();
        world.Objects.Deleted(Some.Deployments, Some.DeploymentManifest().Utf8());

        Assert.Equal(EpisodeState.Resolved, Assert.Single(Run().Recorded).State);
    }

    [Fact]
    public void A_kind_that_is_refused_closes_nothing()
    {
        world.Remembers(Some.Episode());
        world.Objects.Expect(Some.Deployments);
        world.Objects.Refused(Some.Deployments, "forbidden");

        Assert.Empty(Run().Recorded);
    }

    [Fact]
    public void A_kind_that_is_not_listed_yet_or_not_watched_at_all_closes_nothing()
    {
        world.Remembers(Some.Episode());

        Assert.Empty(Run().Recorded);
        world.Objects.Expect(Some.Deployments);
        Assert.Empty(Run().Recorded);
    }

    [Fact]
    public void A_kind_that_was_listed_and_is_refused_now_opens_nothing()
    {
        world.ListsShop();
        world.Objects.Refused(Some.Deployments, "forbidden");

        Assert.Empty(Run().Recorded);
    }

    [Fact]
    public void A_kind_that_is_out_of_reach_for_a_while_is_judged_as_it_is_known()
    {
        world.ListsShop();
        world.Objects.Interrupted(Some.Deployments, "no route");

        Assert.Single(Run().Recorded);
    }

    [Fact]
    public void What_is_on_its_way_out_is_not_judged_and_its_episodes_wait()
    {
        world.ListsShop();
        Run();
        world.Objects.Changed(Some.Deployments, Some.DeploymentManifest("good/web:1", version: "101").BeingDeleted().Utf8());

        Assert.Empty(Run().Recorded);
        Assert.Equal(EpisodeState.Open, Assert.Single(world.Ledger.Episodes()).State);
    }

    [Fact]
    public void What_is_in_a_namespace_on_its_way_out_is_not_judged()
    {
        world.Lists(Some.Namespaces, Some.NamespaceManifest().BeingDeleted());
        world.Lists(Some.Deployments, Some.DeploymentManifest());

        Assert.Empty(Run().Recorded);
    }

    [Fact]
    public void A_policy_that_reads_the_kind_no_more_withdraws_what_it_knew()
    {
        world.ListsShop();
        Run();
        world.Rule(Some.Policy(rules: () => Entry.Each<Pod>((_, _) => { })));

        Assert.Equal(EpisodeState.Withdrawn, Assert.Single(Run().Recorded).State);
    }

    [Fact]
    public void A_broken_rule_keeps_no_other_policy_from_its_verdict()
    {
        world.ListsShop();
        world.Rule(Some.Policy("broken", rules: () => Entry.Each<Deployment>((_, _) => throw new InvalidOperationException())), Some.Policy());

        Assert.Equal("image-repo", Assert.Single(Run().Recorded).Key.Policy);
    }

    [Fact]
    public void An_older_version_than_our_own_write_is_no_revert()
    {
        world.ListsShop();
        world.Remembers(Contained());
        world.OwnWrites.Changed(Some.Web, "uid-web", "101");

        Assert.Empty(Run().Recorded);
        world.Objects.Changed(Some.Deployments, Some.DeploymentManifest(version: "102").Utf8());
        Assert.Equal(1, Assert.Single(Run().Recorded).Reverts);
    }

    [Fact]
    public void An_action_that_is_taken_while_the_object_is_judged_is_not_taken_for_undone()
    {
        world.ListsShop();
        world.Rule(Some.Policy(rules: () => Entry.Each<Deployment>((d, found) =>
        {
            world.OwnWrites.Changed(Some.Web, "uid-web", "101");
            world.Remembers(Contained());
            found.Violation(d["spec"]["template"]["spec"]["containers"][0]["image"], "image `bad/web:1` is bad");
        })));

        Assert.Empty(Run().Recorded);
        Assert.Equal(EpisodeState.Contained, Assert.Single(world.Ledger.Episodes()).State);
    }

    [Fact]
    public void A_policy_that_goes_while_it_judges_opens_nothing()
    {
        world.ListsShop();
        world.Rule(Some.Policy(rules: () => Entry.Each<Deployment>((d, found) =>
        {
            world.Rule();
            found.Violation(d["spec"], "bad");
        })));

        Assert.Empty(Run().Recorded);
        Assert.Empty(world.Ledger.Episodes());
    }

    [Fact]
    public void What_could_not_be_stored_is_news_again_the_next_time()
    {
        var disk = new ThrowingLedgerStore();
        using var full = new World(disk);
        full.ListsShop();

        Assert.Throws<IOException>(() => full.Evaluates(Some.Web));
        disk.Full = false;

        Assert.Single(full.Evaluates(Some.Web).Recorded);
    }

    private static Episode Contained() => Some.Episode() with { State = EpisodeState.Contained, ClosedAt = Some.Noon, ActionId = "a-1" };

    private BatchResult Run() => world.Evaluates(Some.Web);
}
