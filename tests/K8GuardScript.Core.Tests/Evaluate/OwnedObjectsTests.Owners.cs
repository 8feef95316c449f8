using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Tests.Evaluate;

/// <summary>Who is an owner, and owners that come, change and go.</summary>
public sealed partial class OwnedObjectsTests
{
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
        var protection = OwnerChain.UnknownController(world.Objects.Get(episode.Key.Object)!);
        Assert.Equal("it is controlled by Database `owner`, which would undo an action", protection);
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
}
