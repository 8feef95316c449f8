using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Guard;
using K8GuardScript.Core.Guard.Rails;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Tests.Doubles;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Views;

namespace K8GuardScript.Core.Tests.Actions;

public sealed partial class ActorTests
{
    [Fact]
    public async Task A_delete_stores_the_whole_manifest_and_names_uid_and_version()
    {
        var ingress = Some.Manifest(Some.Ingresses, "shop", "web", """{"spec":{"rules":[{"host":"bad.example.com"}]}}""", "uid-web", "77");
        Reads(ingress);
        DeletesIngresses();

        var report = await ActAsync();

        Assert.Equal((ActionResult.Done, ""), (report.Result, report.Why));
        Assert.Equal("uid-web 77", Assert.Single(world.Cluster.Sent));
        Assert.True(JsonNode.DeepEquals(ingress, JsonNode.Parse(world.Ledger.Manifest(report.Record!.Id)!)));
        Assert.True(world.OwnWrites.Outdates(Episode().Key.Object, ingress.Parsed()));
    }

    [Fact]
    public async Task A_delete_that_finds_nothing_is_done()
    {
        Reads(Some.Manifest(Some.Ingresses, "shop", "web", """{"spec":{"rules":[{"host":"bad.example.com"}]}}""", "uid-web", "77"));
        DeletesIngresses();
        world.Cluster.Writes.Clear();
        world.Cluster.Writes.Enqueue(ScriptedCluster.Write(WriteResult.Gone));

        Assert.Equal(ActionResult.Done, (await ActAsync()).Result);
        Assert.Equal(EpisodeState.Contained, Episode().State);
    }

    [Fact]
    public async Task Who_does_not_lead_writes_nothing()
    {
        world.Leadership.WhyNot = "somebody else leads";

        var report = await ActAsync();

        Assert.Equal((ActionResult.Held, "leader: somebody else leads"), (report.Result, report.Why));
        Assert.Empty(world.Cluster.Sent);
        Assert.Empty(world.Ledger.Actions());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_guard_rail_is_asked_of_what_was_just_read_and_by_whom_it_is_managed(bool bars)
    {
        var rail = new AskedRail { Bars = bars };
        using var guarded = new World(rails: new GuardRails([rail]));
        guarded.OwesAnAction();
        var manifest = Some.DeploymentManifest(version: "555");
        manifest["metadata"]!["managedFields"] = JsonNode.Parse(
            """[{"manager":"argocd-controller","operation":"Update","fieldsV1":{"f:spec":{"f:replicas":{}}}},{"manager":"me"}]""");
        guarded.Cluster.Reads.Enqueue(ScriptedCluster.Found(manifest));
        rail.SaysNoTo = question => question.Managers is ["argocd-controller"] && question.Object!.ResourceVersion == "555";

        var report = await guarded.Actor.ActAsync(Some.WarningDue(guarded.Ledger.Find(acted)), CancellationToken.None);

        Assert.Equal((bars ? ActionResult.NotDue : ActionResult.Held, "asked: no"), (report.Result, report.Why));
        Assert.Empty(guarded.Cluster.Sent);
    }

    [Theory]
    [InlineData(nameof(FaultPoint.BeforeIntent), 0, 0)]
    [InlineData(nameof(FaultPoint.IntentStored), 1, 0)]
    [InlineData(nameof(FaultPoint.ActionAnswered), 1, 1)]
    public async Task A_death_leaves_no_request_without_its_intent(string point, int intents, int requests)
    {
        world.Points.DiesAt = Enum.Parse<FaultPoint>(point);

        await Assert.ThrowsAsync<InvalidOperationException>(ActAsync);

        Assert.Equal((intents, requests), (world.Ledger.UnsettledActions().Count, world.Cluster.Sent.Count));
    }

    [Fact]
    public async Task What_the_verdict_looks_at_is_read_afresh()
    {
        // the watch still shows a budget, and there is none any more
        world.Lists(Some.ConfigMaps, Some.Manifest(Some.ConfigMaps, "shop", "freeze"));
        LooksAtConfigMaps();
        world.Cluster.Lists["ConfigMap"] = new([ScriptedCluster.Listed()]);

        Assert.Equal(ActionResult.Done, (await ActAsync()).Result);
        Assert.Contains("list ConfigMap", world.Cluster.Asked);

        world.Remembers(Some.Episode().Warned(3, Some.Noon));
        world.Cluster.Lists["ConfigMap"] = new([ScriptedCluster.Listed(Some.Manifest(Some.ConfigMaps, "shop", "freeze"))]);
        Assert.Equal("on a fresh look it does not violate any more", (await ActAsync()).Why);
    }

    [Fact]
    public async Task What_the_verdict_looks_at_and_can_not_be_read_forbids_to_act()
    {
        world.Lists(Some.ConfigMaps);
        LooksAtConfigMaps();

        Assert.Equal("on a fresh look something that the rule asks for is not known", (await ActAsync()).Why);
        Assert.Empty(world.Cluster.Sent);
    }

    private void LooksAtConfigMaps() => world.Rule(Some.Policy(rules: () => Entry.Each<Deployment>((d, found) =>
    {
        if (Sdk.Authoring.Cluster.List<ConfigMap>("shop").Count == 0) found.Violation(d["spec"]["template"]["spec"]["containers"].Items[0]["image"], "bad");
    })));
}
