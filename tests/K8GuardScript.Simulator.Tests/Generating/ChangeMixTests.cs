using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Generating;
using K8GuardScript.Simulator.Resources;

namespace K8GuardScript.Simulator.Tests.Generating;

public sealed class ChangeMixTests
{
    private const int Count = 1_500;
    private readonly ClusterState cluster = new(new SimulatorOptions());
    private readonly GeneratedCluster generated;
    private readonly ChangeMix mix;

    public ChangeMixTests()
    {
        generated = new GeneratedCluster(cluster, new ClusterPlan(new GeneratedObjects { Count = Count }, cluster.Catalog));
        generated.Fill();
        mix = new ChangeMix(generated, seed: 3);
    }

    [Fact]
    public void Changes_come_in_the_same_order_each_time()
    {
        var other = new ChangeMixTests();

        Assert.Equal(Make(2_000), other.Make(2_000));
        Assert.Equal(Bodies(), other.Bodies());
    }

    [Fact]
    public void Every_kind_of_change_is_made_and_each_is_one_version()
    {
        var before = cluster.Store.Revision;

        var made = Make(2_000).OfType<MadeChange>().ToList();

        Assert.Equal(["created", "deleted", "edited", "status"], made.Select(change => change.What).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(Enumerable.Range(1, made.Count).Select(step => before + step), made.Select(change => change.Revision));
    }

    [Fact]
    public void Whatever_changes_owners_are_there_and_the_cluster_keeps_its_size()
    {
        Make(5_000);

        var bodies = Bodies().Select(text => JsonNode.Parse(text)!).ToList();
        var uids = bodies.Select(body => (string?)body["metadata"]!["uid"]).ToHashSet();
        Assert.All(
            bodies.SelectMany(body => body["metadata"]!["ownerReferences"]?.AsArray() ?? []),
            owner => Assert.Contains((string?)owner!["uid"], uids));
        Assert.InRange(bodies.Count, Count - 20, Count + 60);
    }

    [Fact]
    public void A_status_changes_nothing_else()
    {
        var pod = generated.Plan.Objects.First(planned => planned.Type.Id == BuiltInResources.Pods);
        var before = ObjectText.Of(pod, 5).ToBody();
        pod.StatusEdition++;
        var after = ObjectText.Of(pod, 5).ToBody();

        Assert.False(JsonNode.DeepEquals(before["status"], after["status"]));
        before.Remove("status");
        after.Remove("status");
        Assert.True(JsonNode.DeepEquals(before, after));
    }

    [Fact]
    public void What_somebody_deleted_does_not_come_back()
    {
        foreach (var node in generated.Plan.Objects.Where(planned => planned.Type.Kind == "Node").ToList()) generated.Remove(node);

        Make(300);

        Assert.Empty(cluster.Store.Read(BuiltInResources.Nodes).Objects);
    }

    private List<MadeChange?> Make(int count) => [.. Enumerable.Range(0, count).Select(_ => mix.MakeOne())];

    private List<string> Bodies() => [.. cluster.Store.Sizes().Select(size => size.Resource).OrderBy(id => id.ToString(), StringComparer.Ordinal)
        .SelectMany(id => cluster.Store.Read(id).Objects.Values).Select(stored => System.Text.Encoding.UTF8.GetString(stored.Json.Span))];
}
