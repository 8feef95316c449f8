using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Tests.Doubles;
using K8GuardScript.Sdk.Authoring;

namespace K8GuardScript.Core.Tests.Evaluate;

/// <summary>A policy that follows up on reports of another tool, which name a Deployment.</summary>
public sealed class OtherObjectTests : IDisposable
{
    private static readonly KindName Reports = new("wgpolicyk8s.io", "v1alpha2", "PolicyReport");
    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public void What_a_report_says_is_a_violation_of_the_object_that_it_names()
    {
        Follows(Report("a", "web"));

        var opened = Assert.Single(Judge("a").Recorded);

        Assert.Equal(new EpisodeKey("image-repo", Some.Web, "CVE-1", Key("a")), opened.Key);
        Assert.Equal((Some.Deployments, "uid-web", "", EpisodeState.Open), (opened.Kind, opened.Uid, opened.Path, opened.State));
    }

    [Fact]
    public void Two_reports_say_the_same_and_neither_resolves_what_the_other_says()
    {
        Follows(Report("a", "web"), Report("b", "web"));
        Judge("a", "b");
        Assert.Equal(2, world.Ledger.Episodes().Count);

        world.Objects.Changed(Reports, Report("a", "", version: "101").Utf8());

        Assert.Equal((Key("a"), EpisodeState.Resolved), ChangeOf(Judge("a", "b")));
    }

    [Fact]
    public void The_objects_own_verdict_leaves_what_reports_say_alone()
    {
        world.Rule(Some.Policy(rules: () =>
        {
            Rules();
            Entry.Each<Sdk.Views.Deployment>((_, _) => { });
        }));
        Lists(Report("a", "web"));
        Judge("a");

        Assert.Empty(world.Evaluates(Some.Web).Recorded);
    }

    [Fact]
    public void A_report_that_goes_resolves_what_it_said()
    {
        Follows(Report("a", "web"), Report("b", "web"));
        Judge("a", "b");
        world.Waiting();

        world.Objects.Deleted(Reports, Report("a", "web", version: "101").Utf8());

        Assert.Equal(["a"], world.Waiting());
        Assert.Equal((Key("a"), EpisodeState.Resolved), ChangeOf(Judge("a")));
    }

    [Fact]
    public void A_report_that_went_while_nobody_looked_is_found_to_be_gone()
    {
        Follows(Report("a", "web"));
        Judge("a");
        world.Waiting();

        world.Objects.Forget(Reports);
        Assert.Empty(Judge("a").Recorded);
        world.Lists(Reports);

        Assert.Contains("a", world.Waiting());
        Assert.Equal((Key("a"), EpisodeState.Resolved), ChangeOf(Judge("a")));
    }

    [Fact]
    public void An_object_that_goes_resolves_what_was_said_of_it_and_its_report_is_judged_again()
    {
        Follows(Report("a", "web"));
        Judge("a");
        world.Waiting();

        world.Objects.Deleted(Some.Deployments, Some.DeploymentManifest(version: "101").Utf8());

        Assert.Equal(["a", "web"], world.Waiting().Order());
        Assert.Equal((Key("a"), EpisodeState.Resolved), ChangeOf(world.Evaluates(Some.Web)));
        Assert.Equal("something was to be reported on Deployment `shop/web`, which is not there", Assert.Single(Judge("a").Verdicts).Missing);
    }

    [Fact]
    public void What_goes_together_is_recorded_once()
    {
        Follows(Report("a", "web"));
        Judge("a");
        world.Objects.Deleted(Some.Deployments, Some.DeploymentManifest(version: "101").Utf8());

        Assert.Equal((Key("a"), EpisodeState.Resolved), ChangeOf(world.Evaluates(Some.Web, Key("a"))));
    }

    [Fact]
    public void An_object_that_comes_later_is_reported_on_then()
    {
        Follows(Report("a", "later"));
        Assert.Empty(Judge("a").Recorded);
        world.Waiting();
        world.Clock.Pass(TimeSpan.FromSeconds(1));

        world.Objects.Changed(Some.Deployments, Some.Manifest(Some.Deployments, "shop", "later").Utf8());

        Assert.Equal(["a", "later"], world.Waiting().Order());
        Assert.Equal((Key("a"), EpisodeState.Open), ChangeOf(Judge("a")));
    }

    [Fact]
    public void While_the_kind_of_the_object_is_not_seen_nothing_opens_and_nothing_closes()
    {
        Follows(Report("a", "web"));
        Judge("a");

        world.Objects.Refused(Some.Deployments, "forbidden");
        world.Objects.Changed(Reports, Report("a", "other", version: "101").Utf8());
        var result = Judge("a");

        Assert.Equal(("unknown", null), (Assert.Single(result.Verdicts).Word(), result.Verdicts[0].Missing));
        Assert.Empty(result.Recorded);
        Assert.Empty(world.Evaluates(Some.Web).Recorded);
    }

    [Fact]
    public void A_policys_namespaces_hold_for_the_object_that_is_reported_on()
    {
        Follows(Report("a", "web"));
        Judge("a");
        world.Rule(Some.Policy(rules: Rules, entry: Some.Entry("namespaces: [\"!shop\"]")));

        Assert.Equal((Key("a"), EpisodeState.Withdrawn), ChangeOf(Judge("a")));
        Assert.Empty(Judge("a").Recorded);
    }

    [Fact]
    public void Its_namespace_selector_does_so_too_and_leaves_open_what_it_can_not_know()
    {
        Follows(Report("a", "web"));
        Judge("a");
        world.Rule(Some.Policy(rules: Rules, entry: Some.Entry("namespaceSelector: env=prod")));
        world.Lists(Some.Namespaces);

        Assert.Empty(Judge("a").Recorded);
        world.Lists(Some.Namespaces, Some.NamespaceManifest().Labelled("env", "prod"));
        Assert.Empty(Judge("a").Recorded);
        world.Lists(Some.Namespaces, Some.Manifest(Some.Namespaces, "", "shop", version: "101").Labelled("env", "dev"));
        Assert.Equal((Key("a"), EpisodeState.Withdrawn), ChangeOf(Judge("a")));
    }

    [Fact]
    public void A_policy_that_reads_no_reports_any_more_withdraws_what_they_said()
    {
        Follows(Report("a", "web"));
        Judge("a");
        world.Rule(Some.Policy());

        Assert.Equal((Key("a"), EpisodeState.Withdrawn), ChangeOf(Judge("a")));
    }

    [Fact]
    public async Task It_only_warns()
    {
        Follows(Report("a", "web"));
        Judge("a");
        var episode = world.Remembers(Assert.Single(world.Ledger.Episodes()).Warned(3, Some.Noon));
        world.Clock.Pass(TimeSpan.FromHours(24));
        world.Cluster.Reads.Enqueue(ScriptedCluster.Found(Some.DeploymentManifest()));

        var outlook = world.Outlooks.Of(episode, world.Clock.GetUtcNow())!;
        Assert.StartsWith("it was found at PolicyReport a", outlook.Situation.WarnOnlyBecause);

        var report = await world.Actor.ActAsync(outlook, TestContext.Current.CancellationToken);
        Assert.Equal(ActionResult.NotDue, report.Result);
        Assert.Empty(world.Cluster.Asked);
    }

    [Fact]
    public void Another_episodes_action_contains_it_not()
    {
        var found = Some.Episode() with { Key = Some.Episode().Key with { Source = Key("a") } };

        Assert.Equal([Some.Episode().Key], ActionClosing.Done(Some.Action(), [Some.Episode(), found], Some.Noon).Episodes.Select(one => one.Key));
    }

    private static void Rules() => Entry.Each("wgpolicyk8s.io/v1alpha2", "PolicyReport", (report, found) =>
    {
        foreach (var result in report["results"].Items)
            found.ViolationOn("apps/v1", "Deployment", result["namespace"].Text, result["name"].Text, "it has CVE-1", subject: "CVE-1");
    });

    private void Follows(params JsonObject[] reports)
    {
        world.Rule(Some.Policy(rules: Rules));
        Lists(reports);
    }

    private void Lists(params JsonObject[] reports)
    {
        world.ListsShop();
        world.Lists(Reports, reports);
    }

    private BatchResult Judge(params string[] reports) => world.Evaluates([.. reports.Select(Key)]);

    private static (ObjectKey?, EpisodeState) ChangeOf(BatchResult result)
    {
        var changed = Assert.Single(result.Recorded);
        return (changed.Key.Source, changed.State);
    }

    private static ObjectKey Key(string report) => new(Reports.Group, Reports.Kind, "", report);

    private static JsonObject Report(string name, string about, string version = "100") => Some.Manifest(
        Reports, "", name, about.Length == 0 ? "{}" : $$$"""{"results":[{"namespace":"shop","name":"{{{about}}}"}]}""", version: version);
}
