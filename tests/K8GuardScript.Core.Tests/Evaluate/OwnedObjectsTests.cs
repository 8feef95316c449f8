using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Views;

namespace K8GuardScript.Core.Tests.Evaluate;

/// <summary>Who is judged, from the watch to the ledger; images below <c>bad/</c> violate.</summary>
public sealed class OwnedObjectsTests : IDisposable
{
    private static readonly ObjectKey Web = Some.Web;
    private readonly World world = new();

    public OwnedObjectsTests()
    {
        world.Lists(Some.Namespaces, Some.NamespaceManifest());
        world.Lists(Some.StatefulSets);
        world.Lists(Some.DaemonSets);
        world.Lists(Some.Jobs);
        world.Lists(Some.CronJobs);
        world.Lists(Some.ReplicationControllers);
    }

    public void Dispose() => world.Dispose();

    [Fact]
    public void A_thousand_normal_pods_of_one_deployment_are_nobodys_business()
    {
        Lists(Some.PodSpec("bad/web:1"), [.. Enumerable.Range(0, 1000).Select(i => OfWeb($"p{i}", Some.PodSpec("bad/web:1")))]);
        Judged();

        foreach (var i in Enumerable.Range(0, 1000)) Changes(Some.Pods, OfWeb($"p{i}", Some.PodSpec("bad/web:1"), version: "101"));

        Assert.Equal(0, world.Queue.Depth);
        Assert.Empty(world.Evaluates([.. Enumerable.Range(0, 1000).Select(i => PodKey($"p{i}"))]).Verdicts);
        Assert.Equal([(Web, Some.Place, null)], Open());
    }

    [Fact]
    public void A_pod_with_an_ephemeral_container_is_found_at_its_deployment()
    {
        Lists(Some.PodSpec(), OfWeb("p1"), OfWeb("p2"));
        Judged();
        Assert.Empty(Open());

        Changes(Some.Pods, OfWeb("p1", Some.PodSpec().Debugged(), version: "101"));

        Assert.Equal(["web"], world.Waiting());
        var opened = Assert.Single(world.Evaluates(Web).Recorded);
        Assert.Equal(new EpisodeKey("image-repo", Web, "spec.ephemeralContainers[name=debugger].image", Source: null, "Pod"), opened.Key);
        Assert.Equal(("image `bad/sh` is bad (in Pod `p1`)", "spec.ephemeralContainers[0].image"), (opened.Message, opened.Path));
        Assert.Equal((Some.Deployments, "uid-web"), (opened.Kind, opened.Uid));
    }

    [Fact]
    public void A_pod_whose_image_was_changed_is_found_and_not_what_its_template_violates_as_well()
    {
        var template = Some.PodSpec().With("containers", """{"name":"side","image":"bad/side"}""");
        var changed = Some.PodSpec("bad/other").With("containers", """{"name":"side","image":"bad/side"}""");
        Lists(template, OfWeb("p1", changed));
        Judged();

        Assert.Equal(
            [
                (Web, "spec.containers[name=app].image", "Pod"),
                (Web, "spec.template.spec.containers[name=side].image", null),
            ],
            Open());
    }

    [Fact]
    public void A_sidecar_that_is_injected_into_all_pods_is_one_violation()
    {
        const string Sidecar = """{"name":"istio-proxy","image":"bad/proxy"}""";
        Lists(Some.PodSpec(), [.. "cab".Select(name => OfWeb($"{name}", Some.PodSpec().With("containers", Sidecar)))]);
        Judged();

        var episode = Assert.Single(world.Ledger.Episodes());
        Assert.Equal("image `bad/proxy` is bad (in Pod `a` and others)", episode.Message);

        Goes(Some.Pods, OfWeb("a", Some.PodSpec().With("containers", Sidecar)));
        Goes(Some.Pods, OfWeb("b", Some.PodSpec().With("containers", Sidecar)));
        Judged();
        Assert.Equal("image `bad/proxy` is bad (in Pod `c`)", Assert.Single(world.Ledger.Episodes()).Message);

        Goes(Some.Pods, OfWeb("c", Some.PodSpec().With("containers", Sidecar)));
        Judged();
        Assert.Equal(EpisodeState.Resolved, Assert.Single(world.Ledger.Episodes()).State);
    }

    [Fact]
    public void A_pod_that_is_as_it_was_made_again_resolves_what_was_found_in_it()
    {
        Lists(Some.PodSpec(), OfWeb("p1", Some.PodSpec("bad/x")));
        Judged();
        Assert.Single(Open());

        Changes(Some.Pods, OfWeb("p1", version: "101"));

        Judged();
        Assert.Empty(Open());
    }

    [Fact]
    public void A_bare_pod_that_says_a_replica_set_made_it_is_found_there()
    {
        Lists(Some.PodSpec());
        Judged();

        Changes(Some.Pods, OfWeb("forged", Some.PodSpec("bad/miner")));

        Judged();
        Assert.Equal([(Web, "spec.containers[name=app].image", "Pod")], Open());
    }

    [Fact]
    public void A_deployment_and_a_pod_that_say_a_config_map_made_them_are_judged()
    {
        var configMaps = new KindName("", "v1", "ConfigMap");
        world.Lists(configMaps, Some.Manifest(configMaps, "shop", "owner", uid: "uid-owner"));
        world.Lists(Some.Deployments, Some.Workload(Some.Deployments, "web", Some.PodSpec("bad/x")).OwnedBy(configMaps, "uid-owner"));
        world.Lists(Some.Pods, Some.Pod("p", Some.PodSpec("bad/x")).OwnedBy(configMaps, "uid-owner"));
        Judged();

        Assert.Equal([(PodKey("p"), "spec.containers[name=app].image", null), (Web, Some.Place, null)], Open());
    }

    [Fact]
    public void A_pod_whose_owner_is_deleted_is_judged_itself_and_its_owners_violations_are_over()
    {
        Lists(Some.PodSpec("bad/web:1"), OfWeb("p1", Some.PodSpec("bad/web:1").Debugged()));
        Judged();
        Assert.Equal(2, Open().Count);

        Goes(Some.Deployments, Deployment(Some.PodSpec("bad/web:1")));
        Judged();
        Assert.All(Open(), open => Assert.Equal("ReplicaSet", open.Object.Kind));

        Goes(Some.ReplicaSets, ReplicaSet(Some.PodSpec("bad/web:1")));
        Judged();
        Assert.Equal(
            [(PodKey("p1"), "spec.containers[name=app].image", null), (PodKey("p1"), "spec.ephemeralContainers[name=debugger].image", null)], Open());
    }

    [Fact]
    public void An_owner_that_comes_late_withdraws_what_was_said_of_its_pods()
    {
        world.Lists(Some.Deployments);
        world.Lists(Some.ReplicaSets);
        world.Lists(Some.Pods, OfWeb("p1", Some.PodSpec("bad/web:1")));
        Judged();
        Assert.Equal(PodKey("p1"), Assert.Single(Open()).Object);

        Changes(Some.ReplicaSets, ReplicaSet(Some.PodSpec("bad/web:1")));
        Judged();
        Assert.Equal("ReplicaSet", Assert.Single(Open()).Object.Kind);

        Changes(Some.Deployments, Deployment(Some.PodSpec("bad/web:1")));
        Judged();
        Assert.Equal([(Web, Some.Place, null)], Open());
        Assert.All(world.Ledger.Episodes().Where(episode => !episode.IsAlive), episode => Assert.Equal(EpisodeState.Withdrawn, episode.State));
    }

    [Fact]
    public void A_replica_set_of_an_older_template_is_judged_while_it_runs()
    {
        var old = Some.Workload(Some.ReplicaSets, "old", Some.PodSpec("bad/old"), replicas: 2).OwnedBy(Some.Deployments, "uid-web");
        Lists(Some.PodSpec());
        Changes(Some.ReplicaSets, old);
        Judged();
        var open = Assert.Single(world.Ledger.Episodes());
        Assert.Equal(("ReplicaSet", Some.Place, "image `bad/old` is bad (in ReplicaSet `old`)"), (open.Key.Child, open.Key.Place, open.Message));

        var drained = Some.Workload(Some.ReplicaSets, "old", Some.PodSpec("bad/old"), version: "101", replicas: 0).OwnedBy(Some.Deployments, "uid-web");
        Changes(Some.ReplicaSets, drained);
        Judged();
        Assert.Empty(Open());
    }

    [Fact]
    public void What_a_pod_shares_with_its_replica_set_is_said_of_the_replica_set()
    {
        Lists(Some.PodSpec());
        Changes(Some.ReplicaSets, Some.Workload(Some.ReplicaSets, "old", Some.PodSpec("bad/old"), replicas: 2).OwnedBy(Some.Deployments, "uid-web"));
        Changes(Some.Pods, Some.Pod("p", Some.PodSpec("bad/old").Debugged()).OwnedBy(Some.ReplicaSets, "uid-old"));
        Judged();

        Assert.Equal(
            [(Web, "spec.ephemeralContainers[name=debugger].image", "Pod"), (Web, Some.Place, "ReplicaSet")], Open());
    }

    [Fact]
    public void A_template_that_changes_has_its_pods_compared_again()
    {
        Lists(Some.PodSpec(), OfWeb("p1"));
        world.Lists(Some.DaemonSets, Some.Workload(Some.DaemonSets, "ds", Some.PodSpec("bad/ds")));
        Changes(Some.Pods, Some.Pod("d1", Some.PodSpec("bad/ds")).OwnedBy(Some.DaemonSets, "uid-ds"));
        Judged();
        Assert.Single(Open());

        Changes(Some.DaemonSets, Some.Workload(Some.DaemonSets, "ds", Some.PodSpec("good/ds"), version: "101"));
        Judged();

        Assert.Equal("Pod", Assert.Single(Open()).Child);
    }

    [Fact]
    public void A_job_of_a_cron_job_and_its_pods_are_judged_at_the_cron_job()
    {
        world.Lists(Some.CronJobs, Some.Workload(Some.CronJobs, "nightly", Some.PodSpec("bad/x")));
        world.Lists(Some.Jobs, Some.Workload(Some.Jobs, "nightly-1", Some.PodSpec("bad/x")).OwnedBy(Some.CronJobs, "uid-nightly"));
        world.Lists(Some.Pods, Some.Pod("nightly-1-a", Some.PodSpec("bad/x").Debugged()).OwnedBy(Some.Jobs, "uid-nightly-1"));
        Judged();

        Assert.Equal(
            ["spec.ephemeralContainers[name=debugger].image", "spec.jobTemplate.spec.template.spec.containers[name=app].image"],
            Open().Select(open => open.Place));
        Assert.All(Open(), open => Assert.Equal("CronJob", open.Object.Kind));
    }

    [Fact]
    public void The_pods_of_a_replication_controller_are_judged_at_it()
    {
        world.Lists(Some.ReplicationControllers, Some.Workload(Some.ReplicationControllers, "rc", Some.PodSpec("bad/x")));
        world.Lists(Some.Pods, Some.Pod("rc-1", Some.PodSpec("bad/x")).OwnedBy(Some.ReplicationControllers, "uid-rc"));
        Judged();

        Assert.Equal([(new ObjectKey("", "ReplicationController", "shop", "rc"), Some.Place, null)], Open());
    }

    [Fact]
    public void A_stateful_set_of_a_custom_resource_is_judged_and_only_warned()
    {
        var databases = new KindName("db.example.com", "v1", "Database");
        world.Lists(Some.StatefulSets, Some.Workload(Some.StatefulSets, "db", Some.PodSpec("bad/db")).OwnedBy(databases, "uid-database"));
        Judged();

        var episode = Assert.Single(world.Ledger.Episodes());
        var protection = Protection.Of(Some.Settings(), null, world.Objects.Get(episode.Key.Object)!, null);
        Assert.Equal("it is controlled by Database `owner`, which would undo an action", protection);
    }

    [Fact]
    public void What_is_found_in_a_pod_only_warns()
    {
        Lists(Some.PodSpec(), OfWeb("p1", Some.PodSpec().Debugged()));
        Judged();

        var episode = Assert.Single(world.Ledger.Episodes());
        var outlook = world.Outlooks.Of(episode, world.Clock.GetUtcNow())!;

        Assert.Equal(
            "it was found in a Pod and not in the Deployment itself, so no action on the Deployment is sure to end it", outlook.Situation.WarnOnlyBecause);
    }

    [Fact]
    public void A_pod_on_its_way_out_opens_nothing_and_closes_nothing()
    {
        Lists(Some.PodSpec(), OfWeb("p1", Some.PodSpec("bad/x")));
        Judged();
        Changes(Some.Pods, OfWeb("p1", Some.PodSpec("bad/x"), version: "101").BeingDeleted());
        Changes(Some.Pods, OfWeb("p2", Some.PodSpec().Debugged()).BeingDeleted());
        Judged();

        Assert.Equal("spec.containers[name=app].image", Assert.Single(Open()).Place);
        Goes(Some.Pods, OfWeb("p1", Some.PodSpec("bad/x"), version: "102"));
        Judged();
        Assert.Empty(Open());
    }

    [Fact]
    public void While_pods_are_not_seen_what_was_found_in_them_waits()
    {
        Lists(Some.PodSpec("bad/web:1"), OfWeb("p1", Some.PodSpec("bad/web:1").Debugged()));
        Judged();

        world.Objects.Refused(Some.Pods, "forbidden");
        Changes(Some.Deployments, Deployment(Some.PodSpec(), version: "101"));
        Judged();

        Assert.Equal("Pod", Assert.Single(Open()).Child);
    }

    [Fact]
    public void A_rule_that_breaks_on_a_pod_leaves_the_verdict_on_its_owner_as_it_is()
    {
        world.Rule(Some.Policy(rules: () => Entry.EachWorkload((w, found) =>
        {
            if (w.Kind.Is("Pod")) throw new InvalidOperationException("broken");
            found.Violation(w["spec"]["template"]["spec"]["containers"][0]["image"], "bad");
        })));
        Lists(Some.PodSpec(), OfWeb("p1", Some.PodSpec().Debugged()));
        var verdict = Assert.Single(world.Evaluates(Web).Verdicts);

        Assert.Equal((VerdictResult.Violated, true), (verdict.Result, verdict.IsOpenBelow));
        Assert.StartsWith("Pod shop/p1: ", verdict.Fault, StringComparison.Ordinal);
        Assert.Null(Assert.Single(Open()).Child);
    }

    [Fact]
    public void What_lies_outside_of_the_template_is_the_pods_own()
    {
        world.Rule(Some.Policy(rules: () => Entry.EachWorkload((w, found) =>
        {
            if (!w.Metadata.Labels.Has("team")) found.Violation(w.Metadata.Labels.At("team"), "no team");
        })));
        Lists(Some.PodSpec(), OfWeb("p1", Some.PodSpec().Debugged()));
        Changes(Some.Deployments, Deployment(Some.PodSpec(), version: "101").Labelled("team", "a"));
        Judged();

        Assert.Empty(Open());
    }

    [Fact]
    public void What_a_pod_can_not_have_and_its_deployment_has_is_not_missed_in_a_pod_that_was_changed()
    {
        world.Rule(Some.Policy(rules: () => Entry.EachWorkload((w, found) =>
        {
            if ((w.Replicas ?? 1) < 2) found.Violation(w["spec"]["replicas"], "one replica");
            if (w.PodSpec.HostNetwork == true) found.Violation(w.PodSpec["hostNetwork"], "on the node's network");
            if (w.PodSpec.SecurityContext == null) found.Violation(w.PodSpec["securityContext"], "no security context");
        })));
        Lists(Some.PodSpec().Having("securityContext", """{"runAsNonRoot":true}"""), OfWeb("p1", Some.PodSpec().Having("hostNetwork", "true")));
        Changes(
            Some.Deployments,
            Some.Workload(Some.Deployments, "web", Some.PodSpec().Having("securityContext", """{"runAsNonRoot":true}"""), "101", replicas: 3));
        Judged();

        Assert.Equal([(Web, "spec.hostNetwork", "Pod"), (Web, "spec.securityContext", "Pod")], Open());
    }

    [Fact]
    public void A_policy_for_pods_alone_judges_every_pod_in_full_and_says_it_of_the_top()
    {
        world.Rule(Some.Policy(rules: Restarts));
        Lists(Some.PodSpec(), OfWeb("p1"), OfWeb("p2"));
        Judged();
        Assert.Equal([(Web, "spec", "Pod")], Open());

        Changes(Some.Pods, OfWeb("p1", version: "101").Labelled("calm", "yes"));
        Changes(Some.Pods, OfWeb("p2", version: "101").Labelled("calm", "yes"));
        Assert.Equal(["web"], world.Waiting());
        world.Evaluates(Web);
        Assert.Empty(Open());
    }

    [Fact]
    public void What_a_policy_for_pods_alone_asks_for_is_not_forgotten_when_others_are_reloaded()
    {
        var services = new KindName("", "v1", "Service");
        world.Rule(Some.Policy(rules: () => Entry.Each<Pod>((_, _) => Sdk.Authoring.Cluster.List<Service>("shop"))));
        world.Lists(services);
        Lists(Some.PodSpec(), OfWeb("p1"));
        Judged();
        world.Waiting();
        world.Clock.Pass(TimeSpan.FromSeconds(1));

        world.Router.Keep(world.Rulebook.Current.Policies);
        Changes(services, Some.Manifest(services, "shop", "x"));

        Assert.Contains("web", world.Waiting());
    }

    [Fact]
    public void Where_a_policy_has_rules_for_the_replica_set_alone_it_answers_for_its_pods()
    {
        world.Rule(Some.Policy(rules: () =>
        {
            Restarts();
            Entry.Each<ReplicaSet>((rs, found) => found.Violation(rs["spec"], "rs"));
        }));
        Lists(Some.PodSpec(), OfWeb("p1"));
        Judged();

        Assert.Equal([(Web, "spec", "ReplicaSet")], Open());
    }

    [Fact]
    public void A_policy_that_reads_pods_no_more_withdraws_what_was_found_in_them()
    {
        Lists(Some.PodSpec(), OfWeb("p1", Some.PodSpec().Debugged()));
        Judged();
        world.Rule(Some.Policy(rules: () => Entry.Each<Deployment>((_, _) => { })));

        Assert.Equal(EpisodeState.Withdrawn, Assert.Single(world.Evaluates(Web).Recorded).State);
    }

    [Fact]
    public void A_policy_that_comes_sweeps_the_tops_and_not_what_lies_below()
    {
        Lists(Some.PodSpec(), OfWeb("p1"), OfWeb("p2"));
        Judged();

        world.Router.EnqueueAllOf(Some.Policy(rules: Restarts));

        Assert.Equal(["web"], world.Waiting());
    }

    [Fact]
    public void More_than_a_few_pods_that_deviate_have_their_owner_judged_once_a_second()
    {
        Lists(Some.PodSpec(), [.. Enumerable.Range(0, OwnedObjects.MostAtOnce + 1).Select(i => OfWeb($"p{i}", Some.PodSpec().Debugged()))]);
        world.Clock.Pass(TimeSpan.FromSeconds(1));
        Judged();
        world.Clock.Pass(TimeSpan.FromSeconds(1));
        world.Waiting();

        Changes(Some.Pods, OfWeb("p1", Some.PodSpec().Debugged(), version: "101").Labelled("n", "1"));
        Assert.Equal(["web"], world.Waiting());
        Changes(Some.Pods, OfWeb("p2", Some.PodSpec().Debugged(), version: "101").Labelled("n", "2"));
        Changes(Some.Pods, OfWeb("p1", Some.PodSpec().Debugged(), version: "102").Labelled("n", "3"));
        Assert.Empty(world.Waiting());
        world.Clock.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(["web"], world.Waiting());
    }

    [Fact]
    public void A_pod_that_runs_for_a_replica_set_of_none_is_held_to_the_deployments_template()
    {
        var drained = Some.Workload(Some.ReplicaSets, "old", Some.PodSpec("bad/old"), replicas: 0).OwnedBy(Some.Deployments, "uid-web");
        Lists(Some.PodSpec());
        Changes(Some.ReplicaSets, drained);
        Changes(Some.Pods, Some.Pod("p", Some.PodSpec("bad/old")).OwnedBy(Some.ReplicaSets, "uid-old"));
        Judged();

        Assert.Equal([(Web, "spec.containers[name=app].image", "Pod")], Open());
    }

    [Fact]
    public void What_the_namespaces_of_a_policy_leave_out_is_not_judged_below_either()
    {
        var elsewhere = Some.Entry("namespaces: [\"!shop\"]");
        world.Rule(Some.Policy(entry: elsewhere), Some.Policy("pods", rules: Restarts, entry: elsewhere));
        Lists(Some.PodSpec(), OfWeb("p1", Some.PodSpec().Debugged()));
        Judged();

        Assert.Empty(Open());
    }

    [Fact]
    public void What_waits_for_its_owners_kind_is_not_judged_before_and_then_it_is()
    {
        world.Objects.Expect(Some.ReplicaSets);
        world.Remembers(Some.Episode() with { Key = new EpisodeKey("image-repo", PodKey("p1"), "spec.containers[name=app].image") });
        world.Lists(Some.Pods, OfWeb("p1"));
        Assert.Empty(world.Evaluates(PodKey("p1")).Recorded);
        world.Waiting();

        world.Lists(Some.ReplicaSets);

        Assert.Equal(["p1"], world.Waiting());
        Assert.Equal(EpisodeState.Resolved, Assert.Single(world.Evaluates(PodKey("p1")).Recorded).State);
    }

    [Fact]
    public void What_changes_step_by_step_is_judged_as_if_all_had_come_at_once()
    {
        Lists(Some.PodSpec("bad/web:1"), OfWeb("p1"), OfWeb("p2", Some.PodSpec("bad/web:1").Debugged()));
        Judged();
        Changes(Some.Deployments, Deployment(Some.PodSpec("good/web:2"), version: "101"));
        Changes(Some.ReplicaSets, Some.Workload(Some.ReplicaSets, "web-2", Some.PodSpec("good/web:2")).OwnedBy(Some.Deployments, "uid-web"));
        Changes(Some.Pods, Some.Pod("p3", Some.PodSpec("good/web:2").Debugged()).OwnedBy(Some.ReplicaSets, "uid-web-2"));
        Goes(Some.Pods, OfWeb("p1"));
        Judged();

        using var fresh = new World();
        fresh.Lists(Some.Namespaces, Some.NamespaceManifest());
        fresh.Lists(
            Some.Pods,
            OfWeb("p2", Some.PodSpec("bad/web:1").Debugged()),
            Some.Pod("p3", Some.PodSpec("good/web:2").Debugged()).OwnedBy(Some.ReplicaSets, "uid-web-2"));
        fresh.Lists(
            Some.ReplicaSets,
            ReplicaSet(Some.PodSpec("bad/web:1")),
            Some.Workload(Some.ReplicaSets, "web-2", Some.PodSpec("good/web:2")).OwnedBy(Some.Deployments, "uid-web"));
        fresh.Lists(Some.Deployments, Deployment(Some.PodSpec("good/web:2"), version: "101"));
        Judge(fresh);
        Assert.Equal(Said(fresh), Said(world));
    }

    [Fact]
    public void The_pods_of_a_real_cluster_are_judged_at_their_tops_and_a_debugged_one_is_found()
    {
        var seed = SharedFolder.SeedLists();
        world.Rule(Some.Policy(rules: () => Entry.EachContainer((c, found) => found.Violation(c["image"], $"image `{c.Image}`"))));
        foreach (var (kind, manifests) in seed) world.Lists(kind, manifests);
        Judged();
        Assert.DoesNotContain(Open(), open => open.Child is not null);
        Assert.All(Open(), open => Assert.Equal(open.Object, JudgedAt(open.Object)));

        var pod = seed[Some.Pods].First(one => (string?)one["metadata"]!["ownerReferences"]?[0]!["kind"] == "ReplicaSet");
        pod["spec"]!.AsObject().Debugged();
        pod["metadata"]!["resourceVersion"] = "99999999";
        Changes(Some.Pods, pod);
        Judged();

        var found = Assert.Single(Open(), open => open.Child is not null);
        Assert.Equal(("Deployment", "spec.ephemeralContainers[name=debugger].image"), (found.Object.Kind, found.Place));
    }

    private static void Restarts() => Entry.Each<Pod>((p, found) =>
    {
        if (!p.Metadata.Labels.Has("calm")) found.Violation(p["spec"], "it is not calm");
    });

    private static JsonObject Deployment(JsonObject podSpec, string version = "100") => Some.Workload(Some.Deployments, "web", podSpec, version);

    private static JsonObject ReplicaSet(JsonObject podSpec) => Some.Workload(Some.ReplicaSets, "web-1", podSpec).OwnedBy(Some.Deployments, "uid-web");

    private static JsonObject OfWeb(string name, JsonObject? spec = null, string version = "100") =>
        Some.Pod(name, spec, version).OwnedBy(Some.ReplicaSets, "uid-web-1");

    private ObjectKey JudgedAt(ObjectKey key) => world.Owned.JudgedAt(world.Objects.Watched(key.Group, key.Kind)!.Value, key);

    private static ObjectKey PodKey(string name) => new("", "Pod", "shop", name);

    // the Deployment, its ReplicaSet and pods of that
    private void Lists(JsonObject template, params JsonObject[] pods)
    {
        world.Lists(Some.Deployments, Deployment(template.DeepClone().AsObject()));
        world.Lists(Some.ReplicaSets, ReplicaSet(template));
        world.Lists(Some.Pods, pods);
    }

    private void Changes(KindName kind, JsonObject manifest) => world.Objects.Changed(kind, manifest.Utf8());

    private void Goes(KindName kind, JsonObject manifest) => world.Objects.Deleted(kind, manifest.Utf8());

    private void Judged() => Judge(world);

    private static void Judge(World world)
    {
        var keys = world.Queue.Take(int.MaxValue);
        world.Evaluates([.. keys.Select(queued => queued.Key)]);
        world.Queue.Done(keys);
    }

    private static IReadOnlyList<string> Said(World world) =>
        [.. world.Ledger.Episodes().Where(episode => episode.IsAlive).Select(episode => $"{episode.Key}: {episode.Message}").Order(StringComparer.Ordinal)];

    private IReadOnlyList<(ObjectKey Object, string Place, string? Child)> Open() =>
        [.. world.Ledger.Episodes().Where(episode => episode.State == EpisodeState.Open)
            .Select(episode => (episode.Key.Object, episode.Key.Place, episode.Key.Child))
            .OrderBy(one => one.Place, StringComparer.Ordinal)];
}
