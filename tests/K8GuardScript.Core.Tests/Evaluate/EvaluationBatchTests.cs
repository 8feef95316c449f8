using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Tests.Doubles;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Views;

namespace K8GuardScript.Core.Tests.Evaluate;

public sealed class EvaluationBatchTests : IDisposable
{
    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Theory]
    [InlineData("mode: safe", true)]
    [InlineData("mode: act, names: ['!db']", false)]
    [InlineData("mode: act, settings: { bad: [x/] }", false)]
    public void A_verdict_that_another_mode_overtook_counts_and_one_that_may_be_another_now_does_not(string newer, bool counts)
    {
        world.ListsShop();
        world.Rule(Some.Scoped("mode: act"));
        var judged = world.Batch.Judge([new QueuedKey(Some.Web, Wanted.All, Lane.Change, 0)], InlineEvaluation.Instance);

        world.Rule(Some.Scoped(newer));

        Assert.Equal(counts, world.Batch.Record(judged).Recorded.Count == 1);
    }

    [Fact]
    public void A_violation_by_an_override_is_one_of_the_policy_under_the_overrides_revision()
    {
        world.ListsShop();
        var policy = Some.Scoped("mode: act, overrides: [{ namespaceSelector: team=payments, settings: { bad: [bad/, x/] } }]");
        world.Rule(policy);

        var episode = Assert.Single(Run().Recorded);

        Assert.Equal(("image-repo", policy.Variants.First().Revision), (episode.Key.Policy, episode.Revision));
        world.Rule(Some.Scoped("mode: act, overrides: [{ namespaceSelector: team=payments, settings: { bad: [] } }]"));
        Assert.Equal(EpisodeState.Resolved, Assert.Single(Run().Recorded).State);
    }

    [Fact]
    public void What_the_scope_leaves_out_now_is_withdrawn_and_what_it_can_not_know_waits()
    {
        world.ListsShop();
        Run();
        world.Rule(Some.Scoped("namespaceSelector: env=prod"));
        world.Objects.Deleted(Some.Namespaces, Some.NamespaceManifest().Utf8());

        Assert.Empty(Run().Recorded);
        world.Lists(Some.Namespaces, Some.NamespaceManifest());
        Assert.Equal(EpisodeState.Withdrawn, Assert.Single(Run().Recorded).State);
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

    [Fact]
    public void What_is_recorded_already_is_not_recorded_again()
    {
        world.ListsShop();
        Run();

        Assert.Empty(Judge(Some.Web).Objects[0].Verdicts);
        Assert.Single(world.Store.Saved);
    }

    [Fact]
    public void What_passes_and_was_never_known_leaves_nothing_but_a_count()
    {
        world.ListsShop();
        var policy = Some.Policy(rules: () => Entry.Each<Deployment>((_, _) => { }));
        world.Rule(policy);

        var judged = Judge(Some.Web);

        Assert.Empty(judged.Objects[0].Verdicts);
        Assert.Equal(1, judged.Tallies[0].Passed);
        Assert.Equal(1, policy.State.Evaluations);
    }

    [Fact]
    public void What_time_is_too_short_for_is_left_as_it_was()
    {
        world.Lists(Some.Namespaces, Some.NamespaceManifest());
        world.Lists(Some.Deployments, [.. Enumerable.Range(0, 5).Select(i => Some.Manifest(Some.Deployments, "shop", $"web-{i}"))]);
        world.Rule(Slow(TimeSpan.FromMilliseconds(9)));
        List<QueuedKey> keys = [.. Enumerable.Range(0, 5).Select(i => new QueuedKey(Some.Web with { Name = $"web-{i}" }, Wanted.All, Lane.Change, i))];

        var judged = world.Batch.Judge(keys, InlineEvaluation.Instance);

        Assert.Equal(keys.Take(3), judged.Keys);
        Assert.Equal(keys.Skip(3), judged.Left);
    }

    [Fact]
    public void What_only_some_policies_judge_is_still_woken_for_the_others()
    {
        world.ListsShop();
        world.Rule(
            Some.Policy("age", rules: () => Entry.Each<Deployment>((d, found) =>
            {
                if (Entry.OlderThan(Some.Noon, Entry.Hours(5))) found.Violation(d, "old");
            })),
            Some.Policy("other"));
        Run();
        world.Waiting();

        world.Batch.Record(world.Batch.Judge([new QueuedKey(Some.Web, Wanted.Only("other"), Lane.Sweep, 0)], InlineEvaluation.Instance));
        world.Clock.Pass(TimeSpan.FromHours(6));

        Assert.Equal(["web"], world.Waiting());
    }

    [Fact]
    public void Batches_that_are_recorded_together_are_written_once()
    {
        world.Lists(Some.Namespaces, Some.NamespaceManifest());
        world.Lists(Some.Deployments, Some.DeploymentManifest(), Some.Manifest(Some.Deployments, "shop", "side"));
        world.Rule(Some.Policy(rules: () => Entry.Each<Deployment>((d, found) => found.Violation(d, "bad"))));

        var result = world.Batch.Record([Judge(Some.Web), Judge(Some.Web with { Name = "side" })]);

        Assert.Equal(2, result.Recorded.Count);
        Assert.Single(world.Store.Saved);
    }

    private Policy Slow(TimeSpan run) => Some.Policy("slow", rules: () => Entry.Each<Deployment>((_, _) => world.Clock.Pass(run)));

    private JudgedBatch Judge(ObjectKey key) => world.Batch.Judge([new QueuedKey(key, Wanted.All, Lane.Change, 0)], InlineEvaluation.Instance);

    private static Episode Contained() => Some.Episode() with { State = EpisodeState.Contained, ClosedAt = Some.Noon, ActionId = "a-1" };

    private BatchResult Run() => world.Evaluates(Some.Web);
}
