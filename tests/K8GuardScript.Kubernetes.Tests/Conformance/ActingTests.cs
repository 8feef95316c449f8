using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Actions.Planning;
using K8GuardScript.Core.Actions.Undoing;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Authoring;

namespace K8GuardScript.Kubernetes.Tests.Conformance;

public sealed class ActingTests(ConformanceServer server) : ActingScene(server)
{
    private const string Pods =
        """{"metadata":{"labels":{"app":"a"} },"spec":{"restartPolicy":"POLICY","containers":[{"name":"a","image":"registry.example.com/a:1"}] } }""";
    private static readonly KindName DaemonSets = new("apps", "v1", "DaemonSet");
    private static readonly KindName Jobs = new("batch", "v1", "Job");
    private static readonly KindName CronJobs = new("batch", "v1", "CronJob");
    private static readonly KindName Ingresses = new("networking.k8s.io", "v1", "Ingress");

    private static string Always => Pods.Replace("POLICY", "Always", StringComparison.Ordinal);

    private static string Never => Pods.Replace("POLICY", "Never", StringComparison.Ordinal);

    [Theory]
    [InlineData("apps/v1", "Deployment", "")]
    [InlineData("apps/v1", "StatefulSet", "\"serviceName\":\"a\",")]
    [InlineData("apps/v1", "ReplicaSet", "")]
    [InlineData("v1", "ReplicationController", null)]
    public async Task What_has_replicas_is_scaled_to_zero_and_back(string apiVersion, string name, string? more)
    {
        var kind = KindName.Parse(apiVersion, name);
        var selector = more is null ? "\"selector\":{\"app\":\"a\"}" : $"{more}\"selector\":{{\"matchLabels\":{{\"app\":\"a\"}}}}";
        var episode = await ViolatingAsync(kind, "a", $"\"spec\":{{\"replicas\":3,{selector},\"template\":{Always}}}", Act.Stop);

        var action = await ActedAsync(episode);

        var stopped = await ReadAsync(kind, "a");
        Assert.Equal((0, action.Id, "3"), ((int)stopped["spec"]!["replicas"]!, Note(stopped, ActionAnnotations.ActionId), action.Previous));
        Assert.Equal((EpisodeState.Contained, action.Id), (Ledger.Find(episode.Key)!.State, Ledger.Find(episode.Key)!.ActionId));

        var undo = await UndoneAsync(action);

        var restored = await ReadAsync(kind, "a");
        Assert.Equal(3, (int)restored["spec"]!["replicas"]!);
        Assert.Null(Note(restored, ActionAnnotations.ActionId));
        Assert.Null(Note(restored, ActionAnnotations.PreviousReplicas));
        Assert.Equal((action.Id, "alice", ActionCause.Undo), (undo.Undoes, undo.By, undo.Cause));
        var held = Ledger.Find(episode.Key)!;
        Assert.Equal((EpisodeState.Open, 1, "alice"), (held.State, held.Reverts, held.RevertedBy));
        Assert.True(held.HeldUntil > TimeProvider.System.GetUtcNow().AddHours(23));
        Assert.Equal(ActionResult.NotDue, (await ActAsync(held)).Result);
        Assert.Equal("it is already undone, by alice", (await Undoer.UndoAsync(action.Id, "bob", false, Cancel)).Why);
    }

    [Fact]
    public async Task A_cron_job_is_suspended_with_its_active_jobs_and_both_come_back()
    {
        var job = $"{{\"spec\":{{\"template\":{Never}}}}}";
        var episode = await ViolatingAsync(CronJobs, "c", $"\"spec\":{{\"schedule\":\"0 0 1 1 *\",\"jobTemplate\":{job}}}", Act.Stop);
        var owner = $"\"ownerReferences\":[{{\"apiVersion\":\"batch/v1\",\"kind\":\"CronJob\",\"name\":\"c\",\"uid\":\"{episode.Uid}\",\"controller\":true}}]";
        var made = await Client.CreateAsync(
            Jobs, Namespace, Json($"{{\"metadata\":{{\"name\":\"c-1\",{owner}}},\"spec\":{{\"template\":{Never}}}}}"), false, Cancel);
        Assert.True(made.Result == WriteResult.Done, made.Message);

        var action = await ActedAsync(episode);

        Assert.True((bool)(await ReadAsync(CronJobs, "c"))["spec"]!["suspend"]!);
        Assert.True((bool)(await ReadAsync(Jobs, "c-1"))["spec"]!["suspend"]!);
        var part = Assert.Single(Ledger.FollowingActions(action.Id));
        Assert.Equal((ActionState.Done, action.Id, "c-1"), (part.State, part.PartOf, part.Target.Name));

        var undo = await UndoneAsync(action);

        Assert.False((bool?)(await ReadAsync(CronJobs, "c"))["spec"]!["suspend"] ?? false);
        Assert.False((bool?)(await ReadAsync(Jobs, "c-1"))["spec"]!["suspend"] ?? false);
        var undone = Assert.Single(Ledger.FollowingActions(undo.Id));
        Assert.Equal((part.Id, ActionState.Done), (undone.Undoes, undone.State));
    }

    [Fact]
    public async Task A_job_is_suspended_and_resumed()
    {
        var episode = await ViolatingAsync(Jobs, "j", $"\"spec\":{{\"template\":{Never}}}", Act.Stop);

        var action = await ActedAsync(episode);
        Assert.True((bool)(await ReadAsync(Jobs, "j"))["spec"]!["suspend"]!);

        await UndoneAsync(action);
        Assert.False((bool?)(await ReadAsync(Jobs, "j"))["spec"]!["suspend"] ?? false);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("""{"disk":"ssd"}""")]
    public async Task A_daemon_set_is_parked_and_gets_its_selector_back(string? selector)
    {
        var template = JsonNode.Parse(Always)!;
        if (selector is not null) template["spec"]!["nodeSelector"] = JsonNode.Parse(selector);
        var episode = await ViolatingAsync(
            DaemonSets, "d", $"\"spec\":{{\"selector\":{{\"matchLabels\":{{\"app\":\"a\"}}}},\"template\":{template.ToJsonString()}}}", Act.Stop);

        var action = await ActedAsync(episode);
        var parked = (await ReadAsync(DaemonSets, "d"))["spec"]!["template"]!["spec"]!["nodeSelector"]!;
        Assert.Equal((action.Id, selector is null ? null : "ssd"), ((string?)parked[ActionAnnotations.Parked], (string?)parked["disk"]));

        await UndoneAsync(action);
        Assert.Equal(selector, (await ReadAsync(DaemonSets, "d"))["spec"]!["template"]!["spec"]!["nodeSelector"]?.ToJsonString());
    }

    [Fact]
    public async Task An_ingress_is_deleted_and_created_again_as_it_was()
    {
        const string Spec = """
            {"rules":[{"host":"bad.example.com",
            "http":{"paths":[{"path":"/","pathType":"Prefix","backend":{"service":{"name":"s","port":{"number":80} } } }] } }] }
            """;
        var episode = await ViolatingAsync(Ingresses, "i", $"\"spec\":{Spec}", Act.Delete);

        var action = await ActedAsync(episode);
        Assert.Equal(ReadResult.Gone, (await Client.GetAsync(Ingresses, Namespace, "i", Cancel)).Result);
        Assert.True(Ledger.WasDeletedByUs(Ledger.Find(episode.Key)!));

        await UndoneAsync(action);
        var again = await ReadAsync(Ingresses, "i");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Spec), again["spec"]), again["spec"]!.ToJsonString());
        Assert.Equal("t", (string?)again["metadata"]!["labels"]!["team"]);
        Assert.NotEqual(episode.Uid, Uid(again));
        Assert.Equal(EpisodeState.Open, Ledger.Find(episode.Key)!.State);
    }

    [Fact]
    public async Task A_label_and_an_annotation_are_put_on_and_taken_back()
    {
        var labelled = await ViolatingAsync(ConfigMaps, "l", "\"data\":{}", Act.Label("example.com/quarantine", "yes"));
        var label = await ActedAsync(labelled);
        Assert.Equal("yes", (string?)(await ReadAsync(ConfigMaps, "l"))["metadata"]!["labels"]!["example.com/quarantine"]);
        await UndoneAsync(label);
        Assert.Null((await ReadAsync(ConfigMaps, "l"))["metadata"]!["labels"]!["example.com/quarantine"]);

        var annotated = await ViolatingAsync(ConfigMaps, "m", "\"data\":{}", Act.Annotate("example.com/why", "it is \"bad\""));
        await ForeignAsync(ConfigMaps, "m", """{"metadata":{"annotations":{"example.com/why":"before"}}}""");
        var annotation = await ActedAsync(annotated);
        Assert.Equal("it is \"bad\"", Note(await ReadAsync(ConfigMaps, "m"), "example.com/why"));
        await UndoneAsync(annotation);
        Assert.Equal("before", Note(await ReadAsync(ConfigMaps, "m"), "example.com/why"));
    }

    [Fact]
    public async Task A_namespace_is_never_deleted()
    {
        await ForeignAsync(Namespaces, Namespace, """{"metadata":{"labels":{"team":"t"}}}""");
        var made = Violating(Namespaces, Namespace, Uid(Parsed((await Client.GetAsync(Namespaces, "", Namespace, Cancel)).Json)), Act.Delete);
        var episode = made with { Key = made.Key with { Object = made.Key.Object with { Namespace = "" } } };
        Ledger.Commit(() => new LedgerChange { Episodes = [episode] });

        Assert.Equal(ActionResult.NotDue, (await ActAsync(episode)).Result);
        Assert.Equal(0, Meddler.Writes);
    }
}
