using System.Text.Json.Nodes;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Authoring;

namespace K8GuardScript.Core.Tests.Evaluate;

/// <summary>Who is judged, from the watch to the ledger; images below <c>bad/</c> violate.</summary>
public sealed partial class OwnedObjectsTests : IDisposable
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
