using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Actions.Planning;
using K8GuardScript.Core.Guard.Rails;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Tests.Doubles;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Registration;
using K8GuardScript.Sdk.Views;

namespace K8GuardScript.Core.Tests.Actions;

public sealed partial class ActorTests : IDisposable
{
    private readonly World world = new();
    private EpisodeKey acted = Some.Episode().Key;

    public ActorTests()
    {
        world.OwesAnAction();
        world.Cluster.Reads.Enqueue(ScriptedCluster.Found(Some.DeploymentManifest()));
    }

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task An_action_that_is_due_is_read_rehearsed_and_done()
    {
        var report = await ActAsync();

        Assert.Equal(ActionResult.Done, report.Result);
        Assert.Equal(["get", "dry patch", "patch"], world.Cluster.Asked);
        Assert.Equal((EpisodeState.Contained, report.Record!.Id), (Episode().State, Episode().ActionId));
        Assert.Equal(ActionState.Done, Assert.Single(world.Ledger.Actions()).State);
    }

    [Theory]
    [InlineData("namespaceSelector: env!=dev", nameof(ActionResult.Done))]
    [InlineData("namespaceSelector: env!=prod", nameof(ActionResult.NotDue))]
    [InlineData("overrides: [{ namespaceSelector: env=dev, mode: safe }]", nameof(ActionResult.Done))]
    [InlineData("overrides: [{ namespaceSelector: env=prod, mode: safe }]", nameof(ActionResult.NotDue))]
    [InlineData("overrides: [{ namespaceSelector: env=prod, settings: { bad: [x/] } }]", nameof(ActionResult.NotDue))]
    public async Task Scope_and_overrides_hold_for_the_namespace_as_it_is_now(string entry, string result)
    {
        // the store has not seen yet that it is prod
        var policy = Some.Scoped($"mode: act, escalation: {{ action: stop }}, {entry}");
        world.Rule(policy);
        var prod = Some.NamespaceManifest().Labelled("team", "payments").Labelled("env", "prod");
        world.Cluster.Namespace = ScriptedCluster.Found(prod);
        var revision = policy.Variants.FirstOrDefault(policy).Revision;
        var warned = Some.Episode().Warned(3, Some.Noon);
        world.Remembers(warned with { LastWarning = warned.LastWarning! with { Revision = result == nameof(ActionResult.Done) ? policy.Revision : revision } });

        Assert.Equal(Enum.Parse<ActionResult>(result), (await ActAsync()).Result);
        Assert.Equal(result == nameof(ActionResult.Done), world.Cluster.Asked.Contains("patch"));
    }

    [Fact]
    public async Task One_action_contains_all_that_is_wrong_with_its_object()
    {
        var other = world.Remembers(Some.Episode(policy: "other"));

        await ActAsync();

        Assert.Equal(EpisodeState.Contained, world.Ledger.Find(other.Key)!.State);
        Assert.Equal(Episode().ActionId, world.Ledger.Find(other.Key)!.ActionId);
    }

    [Fact]
    public async Task The_patch_holds_the_preconditions_of_the_fresh_read_and_what_an_undo_needs()
    {
        Reads(Some.DeploymentManifest(replicas: 7, version: "555"));

        var report = await ActAsync();

        var patch = JsonNode.Parse(Assert.Single(world.Cluster.Sent))!;
        Assert.Equal("uid-web", (string?)patch["metadata"]!["uid"]);
        Assert.Equal("555", (string?)patch["metadata"]!["resourceVersion"]);
        Assert.Equal("7", (string?)patch["metadata"]!["annotations"]![ActionAnnotations.PreviousReplicas]);
        Assert.Equal(report.Record!.Id, (string?)patch["metadata"]!["annotations"]![ActionAnnotations.ActionId]);
        Assert.Equal(0, (int?)patch["spec"]!["replicas"]);
        Assert.Equal(("7", null), (report.Record.Previous, world.Ledger.Manifest(report.Record.Id)));
    }

    [Fact]
    public async Task A_namespace_that_was_protected_just_now_is_obeyed_though_the_watch_has_not_told_of_it()
    {
        world.Cluster.Namespace = ScriptedCluster.Found(Some.NamespaceManifest().Labelled("team", "payments").Labelled(MarkRail.Key, "true"));

        Assert.Equal(ActionResult.NotDue, (await ActAsync()).Result);
        Assert.Equal(["get"], world.Cluster.Asked);
    }

    [Fact]
    public async Task A_namespace_that_can_not_be_read_forbids_to_act()
    {
        world.Cluster.Namespace = ScriptedCluster.Read(ReadResult.Unknown);

        Assert.Equal(ActionResult.NotDue, (await ActAsync()).Result);
        Assert.Empty(world.Ledger.Actions());
    }

    [Fact]
    public async Task The_intent_is_stored_before_the_request_leaves()
    {
        var states = new List<ActionState>();
        world.Cluster.OnWrite = () => states.AddRange(world.Store.Actions().Select(action => action.State));

        await ActAsync();

        Assert.Equal([ActionState.Intended], states);
    }

    [Fact]
    public async Task Nothing_is_sent_when_the_intent_can_not_be_stored()
    {
        using var full = new World(new ThrowingLedgerStore(Some.Episode().Warned(3, Some.Noon)));
        full.ListsShop();
        full.Clock.Pass(TimeSpan.FromHours(24));
        full.Cluster.Reads.Enqueue(ScriptedCluster.Found(Some.DeploymentManifest()));

        await Assert.ThrowsAsync<IOException>(() => full.Actor.ActAsync(Some.WarningDue(), CancellationToken.None));

        Assert.Empty(full.Cluster.Sent);
    }

    [Fact]
    public async Task What_complies_on_a_fresh_look_is_left_alone()
    {
        Reads(Some.DeploymentManifest("good/web:1"));

        await AssertLeftAloneAsync("on a fresh look it does not violate any more");
    }

    [Fact]
    public async Task What_violates_elsewhere_only_is_left_alone()
    {
        var manifest = Some.DeploymentManifest();
        manifest["spec"]!["template"]!["spec"]!["containers"]![0]!["name"] = "other";
        Reads(manifest);

        await AssertLeftAloneAsync("on a fresh look it does not violate any more");
    }

    [Fact]
    public async Task An_object_that_was_created_anew_since_the_last_warning_is_left_alone()
    {
        Reads(Some.DeploymentManifest(uid: "uid-2"));

        await AssertLeftAloneAsync("on a fresh look it is not due");
    }

    [Fact]
    public async Task What_was_scaled_to_zero_or_is_being_deleted_meanwhile_is_left_alone()
    {
        Reads(Some.DeploymentManifest(replicas: 0));
        await AssertLeftAloneAsync("on a fresh look it is not due");

        Reads(Some.DeploymentManifest().BeingDeleted());
        await AssertLeftAloneAsync("on a fresh look it is not due");
    }

    [Fact]
    public async Task What_was_protected_meanwhile_is_left_alone()
    {
        Reads(Some.DeploymentManifest().Annotated(MarkRail.Key, "true"));

        await AssertLeftAloneAsync("on a fresh look it is not due");
    }

    [Fact]
    public async Task A_rule_that_breaks_on_the_fresh_object_leads_to_no_action()
    {
        world.Rule(Some.Policy(rules: () => Entry.Each<Deployment>((_, _) => throw new InvalidOperationException())));

        await AssertLeftAloneAsync("the rule broke on the fresh object");
    }

    [Fact]
    public async Task A_policy_that_went_or_changed_leads_to_no_action()
    {
        world.Rule(Some.Policy(revision: "rev-2"));
        await AssertLeftAloneAsync("on a fresh look it is not due");

        world.Rule();
        await AssertLeftAloneAsync("the policy is not in force any more");
    }

    [Fact]
    public async Task A_violation_that_is_not_open_any_more_is_not_even_read()
    {
        world.Remembers(Some.Episode() with { State = EpisodeState.Resolved });

        Assert.Equal(ActionResult.NotDue, (await ActAsync()).Result);
        Assert.Empty(world.Cluster.Asked);
    }

    [Fact]
    public async Task An_object_that_is_gone_needs_no_action()
    {
        world.Cluster.Reads.Clear();
        world.Cluster.Reads.Enqueue(ScriptedCluster.Read(ReadResult.Gone));

        await AssertLeftAloneAsync("the object is gone");
    }

    [Theory]
    [InlineData(nameof(ReadResult.Refused))]
    [InlineData(nameof(ReadResult.Unknown))]
    public async Task What_can_not_be_read_is_not_acted_on(string result)
    {
        world.Cluster.Reads.Clear();
        world.Cluster.Reads.Enqueue(ScriptedCluster.Read(Enum.Parse<ReadResult>(result)));

        var report = await ActAsync();

        Assert.Equal((ActionResult.Failed, "the object could not be read: the server's words"), (report.Result, report.Why));
        Assert.Empty(world.Cluster.Sent);
    }

    [Theory]
    [InlineData(nameof(WriteResult.Refused), nameof(ActionResult.Failed))]
    [InlineData(nameof(WriteResult.Unknown), nameof(ActionResult.Failed))]
    [InlineData(nameof(WriteResult.Gone), nameof(ActionResult.NotDue))]
    [InlineData(nameof(WriteResult.NotNow), nameof(ActionResult.NotNow))]
    public async Task A_dry_run_that_fails_leaves_no_trace(string result, string reported)
    {
        world.Cluster.Rehearsals.Clear();
        world.Cluster.Rehearsals.Enqueue(ScriptedCluster.Write(Enum.Parse<WriteResult>(result)));

        Assert.Equal(Enum.Parse<ActionResult>(reported), (await ActAsync()).Result);
        Assert.Empty(world.Cluster.Sent);
        Assert.Empty(world.Ledger.Actions());
    }

    [Fact]
    public async Task After_a_conflict_the_object_is_read_and_judged_again()
    {
        world.Cluster.Writes.Clear();
        world.Cluster.Writes.Enqueue(ScriptedCluster.Write(WriteResult.Conflict));
        world.Cluster.Writes.Enqueue(ScriptedCluster.Done("101"));
        world.Cluster.Reads.Enqueue(ScriptedCluster.Found(Some.DeploymentManifest("good/web:1", version: "101")));

        var report = await ActAsync();

        Assert.Equal((ActionResult.NotDue, "on a fresh look it does not violate any more"), (report.Result, report.Why));
        Assert.Equal(["get", "dry patch", "patch", "get"], world.Cluster.Asked);
        Assert.Equal(ActionState.Refused, Assert.Single(world.Ledger.Actions()).State);
        Assert.Equal(EpisodeState.Open, Episode().State);
    }

    [Fact]
    public async Task Conflicts_without_end_are_given_up()
    {
        world.Cluster.Rehearsals.Clear();
        world.Cluster.Rehearsals.Enqueue(ScriptedCluster.Write(WriteResult.Conflict));

        Assert.Equal(ActionResult.Conflict, (await ActAsync()).Result);
        Assert.Equal(5, world.Cluster.Asked.Count(asked => asked == "get"));
    }

    [Theory]
    [InlineData(nameof(WriteResult.Refused), nameof(ActionResult.Failed), nameof(ActionState.Refused), true)]
    [InlineData(nameof(WriteResult.NotNow), nameof(ActionResult.NotNow), nameof(ActionState.Refused), true)]
    [InlineData(nameof(WriteResult.Gone), nameof(ActionResult.NotDue), nameof(ActionState.Refused), true)]
    [InlineData(nameof(WriteResult.Unknown), nameof(ActionResult.Unknown), nameof(ActionState.Unknown), false)]
    public async Task A_write_that_is_not_done_contains_nothing(string written, string reported, string state, bool finished)
    {
        world.Cluster.Writes.Clear();
        world.Cluster.Writes.Enqueue(ScriptedCluster.Write(Enum.Parse<WriteResult>(written)));

        Assert.Equal(Enum.Parse<ActionResult>(reported), (await ActAsync()).Result);

        var action = Assert.Single(world.Ledger.Actions());
        Assert.Equal((Enum.Parse<ActionState>(state), finished), (action.State, action.FinishedAt is not null));
        Assert.Equal(EpisodeState.Open, Episode().State);
    }

    [Fact]
    public async Task A_request_that_was_begun_is_not_cut_off()
    {
        using var stop = new CancellationTokenSource();
        world.Cluster.OnWrite = stop.Cancel;

        Assert.Equal(ActionResult.Done, (await world.Actor.ActAsync(Some.WarningDue(), stop.Token)).Result);
    }

    private void DeletesIngresses()
    {
        var key = Some.Episode().Key with { Object = new("networking.k8s.io", "Ingress", "shop", "web"), Place = "spec" };
        var policy = Some.Policy(
            ladder: Some.Ladder with { Action = ActionVerb.Delete },
            rules: () => Entry.Each<Ingress>((i, found) => found.Violation(i["spec"], "its host is bad")));
        world.Rule(policy);
        world.Remembers(Some.Episode().Warned(3, Some.Noon, ActionVerb.Delete) with { Key = key, Kind = Some.Ingresses });
        acted = key;
    }

    private Episode Episode() => world.Ledger.Find(acted)!;

    private void Reads(JsonObject manifest)
    {
        world.Cluster.Reads.Clear();
        world.Cluster.Reads.Enqueue(ScriptedCluster.Found(manifest));
    }

    private Task<ActionReport> ActAsync() => world.Actor.ActAsync(Some.WarningDue(Episode()), CancellationToken.None);

    private async Task AssertLeftAloneAsync(string why)
    {
        var report = await ActAsync();

        Assert.Equal((ActionResult.NotDue, why), (report.Result, report.Why));
        Assert.Equal(["get"], world.Cluster.Asked.Distinct());
        Assert.Empty(world.Ledger.Actions());
    }
}
