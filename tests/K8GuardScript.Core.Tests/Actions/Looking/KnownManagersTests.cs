using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Actions.Looking;
using K8GuardScript.Core.Tests.Doubles;

namespace K8GuardScript.Core.Tests.Actions.Looking;

public sealed class KnownManagersTests
{
    private readonly ManualTime clock = new();
    private readonly ScriptedCluster cluster = new();
    private readonly KnownManagers managers;

    public KnownManagersTests() => managers = new KnownManagers(cluster, clock);

    [Fact]
    public async Task One_version_of_an_object_is_read_once_and_the_next_once_more()
    {
        await ReadAsync(Deployment("100"));
        await ReadAsync(Deployment("100"));
        Assert.Single(cluster.Asked);

        await ReadAsync(Deployment("101"));
        Assert.Equal(2, cluster.Asked.Count);
    }

    [Fact]
    public async Task What_is_known_holds_on_through_changes_of_the_status_and_not_for_ever()
    {
        await ReadAsync(Deployment("100"));
        Assert.Equal(["argocd-controller"], Known(Deployment("150")));

        clock.Pass(KnownManagers.Lasts);
        Assert.Null(Known(Deployment("151")));
        Assert.Equal(["argocd-controller"], Known(Deployment("100")));
    }

    [Fact]
    public async Task What_is_known_of_an_object_says_nothing_of_the_one_after_it()
    {
        await ReadAsync(Deployment("100"));

        Assert.Null(Known(Deployment("100", uid: "uid-2")));
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_asked_for_one_object_of_a_kind_and_not_for_each()
    {
        cluster.Reads.Enqueue(ScriptedCluster.Read(ReadResult.Unknown));
        for (var i = 0; i < 1_000; i++) await managers.ReadAsync(Some.Question(Named($"web-{i}")), CancellationToken.None);

        Assert.Single(cluster.Asked);
        Assert.Equal(TimeSpan.FromSeconds(5), managers.Pause(Some.Question(Named("web-7"))));

        clock.Pass(TimeSpan.FromSeconds(5));
        await managers.ReadAsync(Some.Question(Named("web-7")), CancellationToken.None);
        Assert.Equal(2, cluster.Asked.Count);
    }

    [Fact]
    public async Task What_is_gone_keeps_no_other_from_its_turn()
    {
        cluster.Reads.Enqueue(ScriptedCluster.Read(ReadResult.Gone));
        await managers.ReadAsync(Some.Question(Named("web-1")), CancellationToken.None);

        Assert.NotNull(managers.Pause(Some.Question(Named("web-1"))));
        Assert.Null(managers.Pause(Some.Question(Named("web-2"))));
    }

    [Fact]
    public async Task Another_object_of_its_name_is_waited_for()
    {
        cluster.Objects["Deployment web"] = ScriptedCluster.Found(Deployment("200", uid: "uid-2"));
        await managers.ReadAsync(Some.Question(Deployment("100")), CancellationToken.None);

        Assert.NotNull(managers.Pause(Some.Question(Deployment("100"))));
    }

    [Fact]
    public async Task A_refusal_is_believed_for_a_while()
    {
        cluster.Objects["Deployment web"] = ScriptedCluster.Read(ReadResult.Refused);
        await managers.ReadAsync(Some.Question(Deployment("100")), CancellationToken.None);
        Assert.Equal("the server's words", managers.With(Some.Question(Deployment("100"))).WhyUnread);

        clock.Pass(KnownManagers.RefusalLasts);
        Assert.Null(managers.With(Some.Question(Deployment("100"))).WhyUnread);
        await ReadAsync(Deployment("100"));
        Assert.Equal(2, cluster.Asked.Count);
    }

    [Fact]
    public async Task Objects_that_nobody_asks_for_any_more_are_forgotten_in_time()
    {
        for (var i = 0; i < 1_000; i++) await ReadAsync(Named($"web-{i}"));
        clock.Pass(KnownManagers.Lasts);
        await ReadAsync(Named("one more"));

        Assert.Null(Known(Named("web-1")));
        Assert.NotNull(Known(Named("one more")));
    }

    private static JsonObject Deployment(string version, string uid = "uid-web") => Managed(Some.DeploymentManifest(uid: uid, version: version));

    private static JsonObject Named(string name) => Managed(Some.Workload(Some.Deployments, name));

    private static JsonObject Managed(JsonObject manifest)
    {
        manifest["metadata"]!["managedFields"] = JsonNode.Parse(
            """[{"manager":"argocd-controller","operation":"Apply","fieldsV1":{"f:spec":{"f:replicas":{}}}}]""");
        return manifest;
    }

    private Task ReadAsync(JsonObject manifest)
    {
        cluster.Objects[$"Deployment {manifest["metadata"]!["name"]}"] = ScriptedCluster.Found(manifest);
        return managers.ReadAsync(Some.Question(manifest), CancellationToken.None);
    }

    private IReadOnlyList<string>? Known(JsonObject manifest) => managers.With(Some.Question(manifest)).Managers;
}
