using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Generating;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Tests.Generating;

public sealed class GeneratedClusterTests
{
    private const int Count = 1_500;
    private const int Given = 4;

    [Fact]
    public void There_are_as_many_objects_as_asked_for() => Assert.All(
        (int[])[1, 7, 40, 199, 500, Count], count => Assert.Equal(count, Fill(new GeneratedObjects { Count = count }).Plan.Objects.Count));

    [Fact]
    public void The_same_numbers_give_the_same_objects_to_the_byte()
    {
        var (one, other, another) = (Texts(Fill()), Texts(Fill()), Texts(Fill(new GeneratedObjects { Count = Count, Seed = 2 })));

        Assert.Equal(one, other);
        Assert.NotEqual(one, another);
    }

    [Fact]
    public void Every_object_is_one_line_of_JSON_with_a_uid_and_a_place_of_its_own()
    {
        var texts = Texts(Fill());

        Assert.DoesNotContain(texts, text => text.Contains('\n', StringComparison.Ordinal));
        var bodies = texts.Select(text => JsonNode.Parse(text)!).ToList();
        Assert.Equal(bodies.Count, bodies.Select(body => (string?)body["metadata"]!["uid"]).Distinct().Count());
        var addresses = bodies.Select(body => (string?)body["status"]?["podIP"]).OfType<string>().ToList();
        Assert.Equal(addresses.Count, addresses.Distinct().Count());
    }

    [Fact]
    public void Pods_are_as_long_as_those_of_real_clusters()
    {
        var lengths = Fill().Plan.Objects.Where(planned => planned.Type.Kind == "Pod").Select(pod => ObjectText.Of(pod, 9).Json.Length).Order().ToList();

        Assert.InRange(lengths[0], 2_000, 6_000);
        Assert.InRange(lengths[lengths.Count / 2], 4_000, 8_000);
        Assert.InRange(lengths[^1], 6_000, 12_000);
    }

    [Fact]
    public void What_is_told_beside_a_text_is_what_the_text_says() => Assert.All(Fill().Plan.Objects, planned =>
    {
        var written = ObjectText.Of(planned, 77);

        var read = StoredObject.From(planned.Name, 77, written.ToBody());

        Assert.Equal(read.Uid, written.Uid);
        Assert.Equal(read.Labels, written.Labels);
        Assert.Equal(read.Owners, written.Owners);
        Assert.Equal(77, (int)JsonNode.Parse(written.Json.Span)!["metadata"]!["resourceVersion"]!.GetValue<string>().Length + 75);
    });

    [Fact]
    public void Flaws_strike_in_the_share_that_was_asked_for()
    {
        var (without, with) = (new GeneratedObjects { Count = Count, FlawedShare = 0 }, new GeneratedObjects { Count = Count, FlawedShare = 1 });
        Assert.DoesNotContain(Texts(Fill(without)), text => text.Contains("docker.example.net", StringComparison.Ordinal));
        Assert.DoesNotContain(Texts(Fill(with)), text => text.Contains("\"main\",\"image\":\"registry.", StringComparison.Ordinal));
        var apps = Enumerable.Range(1, 2_000).Select(number => new App(new GeneratedObjects(), number, "a", "b"));
        Assert.InRange(apps.Count(app => app.Has(Flaw.Privileged, 0)), 140, 260);
    }

    [Fact]
    public async Task A_crowd_is_in_one_namespace()
    {
        await using var api = await ApiCaller.StartAsync(new SimulatorOptions { Generated = new GeneratedObjects { Count = 600, Crowd = 400 } });

        var crowd = await api.GetAsync("/api/v1/namespaces/crowd/pods");

        Assert.Equal(400, crowd.ItemNames.Count);
        Assert.Equal(20, (await api.GetAsync("/api/v1/namespaces/crowd/pods?labelSelector=app.kubernetes.io/name%3Dcrowd-03")).ItemNames.Count);
    }

    [Fact]
    public async Task A_made_up_cluster_is_served_beside_what_every_cluster_has()
    {
        await using var api = await ApiCaller.StartAsync(new SimulatorOptions { Generated = new GeneratedObjects { Count = Count } });

        var told = (await api.GetAsync("/changes")).Body;

        Assert.Equal(Count + Given, told["stored"]!.AsArray().Sum(stored => (int)stored!["objects"]!));
        Assert.All(told["stored"]!.AsArray(), stored => Assert.True((long)stored!["bytes"]! > 100));
    }

    internal static GeneratedCluster Fill(GeneratedObjects? objects = null)
    {
        var cluster = new ClusterState(new SimulatorOptions());
        var generated = new GeneratedCluster(cluster, new ClusterPlan(objects ?? new GeneratedObjects { Count = Count }, cluster.Catalog));
        generated.Fill();
        return generated;
    }

    private static List<string> Texts(GeneratedCluster generated) =>
        [.. generated.Plan.Objects.Select(planned => System.Text.Encoding.UTF8.GetString(ObjectText.Of(planned, 1).Json.Span))];
}
