using System.Text.Json.Nodes;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Tests.Evaluate;

/// <summary>The watch tells of a pod before it tells of the ReplicaSet that made it.</summary>
public sealed class ExpectedOwnersTests : IDisposable
{
    private static readonly ObjectKey Pod = new("", "Pod", "shop", "p");
    private readonly World world = new();

    public ExpectedOwnersTests()
    {
        world.Lists(Some.Namespaces, Some.NamespaceManifest());
        world.Lists(Some.Deployments);
        world.Lists(Some.ReplicaSets);
    }

    public void Dispose() => world.Dispose();

    [Fact]
    public void What_is_found_in_its_pod_is_not_found_while_its_owner_is_on_its_way_nor_after_it_came()
    {
        world.Lists(Some.Pods, BadPod(age: TimeSpan.Zero));
        Judge();
        Assert.Empty(world.Ledger.Episodes());
        Assert.Equal(1, world.WaitingObjects.Count);

        world.Objects.Changed(Some.ReplicaSets, Some.Manifest(Some.ReplicaSets, "shop", "rs").OwnedBy(Some.Deployments, "uid-web").Utf8());
        world.Objects.Changed(Some.Deployments, Some.DeploymentManifest("good/web:1").Utf8());
        Judge();
        world.Clock.Pass(ExpectedOwners.Patience);
        Judge();

        Assert.DoesNotContain(world.Ledger.Episodes(), episode => episode.Key.Judged == Pod);
        Assert.Equal(0, world.WaitingObjects.Count);
    }

    [Fact]
    public void Nobody_escapes_by_naming_an_owner_that_never_comes()
    {
        world.Lists(Some.Pods, BadPod(age: TimeSpan.Zero));
        Judge();
        Assert.Empty(world.Ledger.Episodes());

        world.Clock.Pass(ExpectedOwners.Patience);
        Judge();

        Assert.Equal(Pod, Assert.Single(world.Ledger.Episodes()).Key.Object);
        Assert.Equal(0, world.WaitingObjects.Count);
    }

    [Fact]
    public void What_is_there_for_long_is_judged_at_once()
    {
        world.Lists(Some.Pods, BadPod(age: TimeSpan.FromMinutes(10)));

        Judge();

        Assert.Equal(EpisodeState.Open, Assert.Single(world.Ledger.Episodes()).State);
    }

    [Fact]
    public void Who_wanted_it_judged_while_it_waited_is_not_forgotten_when_another_asks()
    {
        world.Rule(Some.Policy("one"), Some.Policy("other"));
        world.Lists(Some.Pods, BadPod(age: TimeSpan.Zero));
        Judge();

        // nobody's timer comes, and it is young no more
        world.Clock.Set(TimeSpan.FromMinutes(10));
        world.Queue.Enqueue(Pod, Wanted.Only("one"));
        Judge();

        Assert.Equal(["one", "other"], world.Ledger.Episodes().Select(episode => episode.Key.Policy).Order());
    }

    [Fact]
    public void What_is_gone_meanwhile_is_waited_for_no_longer()
    {
        world.Lists(Some.Pods, BadPod(age: TimeSpan.Zero));
        Judge();

        world.Lists(Some.Pods);
        Judge();

        Assert.Equal(0, world.WaitingObjects.Count);
        world.Clock.Pass(ExpectedOwners.Patience);
        Assert.Empty(world.Waiting());
    }

    private JsonObject BadPod(TimeSpan age)
    {
        var pod = Some.Manifest(Some.Pods, "shop", "p", """{"spec":{"containers":[{"name":"app","image":"bad/web:1"}]}}""").OwnedBy(Some.ReplicaSets, "uid-rs");
        pod["metadata"]!["creationTimestamp"] = $"{world.Clock.GetUtcNow() - age:yyyy-MM-dd'T'HH:mm:ss'Z'}";
        return pod;
    }

    private void Judge()
    {
        for (var keys = world.Queue.Take(100); keys.Count > 0; keys = world.Queue.Take(100))
        {
            world.Batch.Record(world.Batch.Judge(keys, InlineEvaluation.Instance));
            world.Queue.Done(keys);
        }
    }
}
