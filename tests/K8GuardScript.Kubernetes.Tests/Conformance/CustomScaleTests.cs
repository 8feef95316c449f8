using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Actions.Planning;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Record;
using K8GuardScript.Kubernetes.Scaling;
using K8GuardScript.Kubernetes.Writing;
using K8GuardScript.Sdk.Authoring;

namespace K8GuardScript.Kubernetes.Tests.Conformance;

public sealed class CustomScaleTests : ActingScene
{
    private static readonly KindName Definitions = new("apiextensions.k8s.io", "v1", "CustomResourceDefinition");
    private readonly KindName farms;
    private readonly string group;

    public CustomScaleTests(ConformanceServer server)
        : base(server)
    {
        group = $"{Namespace}.example.com";
        farms = new KindName(group, "v1", "Farm");
    }

    [Fact]
    public async Task What_has_a_scale_subresource_is_scaled_and_keeps_its_annotations()
    {
        await DefineAsync(hasScale: true);
        var episode = await FarmAsync();

        var action = await ActedAsync(episode);
        var stopped = await ReadAsync(farms, "f");
        Assert.Equal((0, action.Id, "4"), ((int)stopped["spec"]!["size"]!, Note(stopped, ActionAnnotations.ActionId), action.Previous));

        await UndoneAsync(action);
        var restored = await ReadAsync(farms, "f");
        Assert.Equal((4, null), ((int)restored["spec"]!["size"]!, Note(restored, ActionAnnotations.ActionId)));
        await UndefineAsync();
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(2, false)]
    public async Task Of_two_requests_either_may_lose_its_answer(int lost, bool isDone)
    {
        await DefineAsync(hasScale: true);
        var episode = await FarmAsync();
        (isDone ? Meddler.LosesAnswers : Meddler.LosesRequests).Add(lost);

        Assert.Equal(ActionResult.Unknown, (await ActAsync(episode)).Result);
        await UntilAsync(() => LookUp.SettleAsync(Cancel), "settled");

        var isScaled = lost == 2 && isDone;
        var now = await ReadAsync(farms, "f");
        Assert.Equal(isScaled ? 0 : 4, (int)now["spec"]!["size"]!);
        Assert.Equal(isScaled ? ActionState.Done : ActionState.Refused, Assert.Single(Ledger.Actions()).State);
        Assert.Equal(isScaled, Note(now, ActionAnnotations.ActionId) is not null);
        Assert.Equal(isScaled ? EpisodeState.Contained : EpisodeState.Open, Ledger.Find(episode.Key)!.State);
        await UndefineAsync();
    }

    [Fact]
    public async Task What_has_none_is_not_acted_on()
    {
        await DefineAsync(hasScale: false);
        var episode = await FarmAsync();

        Assert.Equal(ActionResult.NotDue, (await ActAsync(episode)).Result);
        Assert.False(new ScalableKinds(Catalog).IsScalable(farms));
        Assert.Equal(0, Meddler.Writes);
        await UndefineAsync();
    }

    private Task<Episode> FarmAsync() => ViolatingAsync(farms, "f", "\"spec\":{\"size\":4}", Act.Stop);

    private async Task DefineAsync(bool hasScale)
    {
        var scale = hasScale ? "\"subresources\":{\"scale\":{\"specReplicasPath\":\".spec.size\",\"statusReplicasPath\":\".status.size\"}}," : "";
        var definition =
            $$"""
            {"metadata":{"name":"farms.{{group}}"},"spec":{"group":"{{group}}","scope":"Namespaced",
            "names":{"kind":"Farm","listKind":"FarmList","plural":"farms","singular":"farm"},
            "versions":[{"name":"v1","served":true,"storage":true,{{scale}}
            "schema":{"openAPIV3Schema":{"type":"object","properties":{
            "spec":{"type":"object","properties":{"size":{"type":"integer"} } },
            "status":{"type":"object","properties":{"size":{"type":"integer"} } } } } } }] } }
            """;
        var made = await Client.CreateAsync(Definitions, "", Json(definition), false, Cancel);
        Assert.True(made.Result == WriteResult.Done, made.Message);
        await UntilAsync(async () => (await Catalog.ResolveAsync(farms, Cancel)).Path is not null, "known");
        await UntilAsync(async () => (await Client.ListAsync(farms, Namespace, null, Cancel)).Result == ReadResult.Found, "served");
    }

    private async Task UndefineAsync() =>
        await Client.DeleteAsync(new ObjectAddress(Definitions, "", $"farms.{group}"), new DeleteOptions(), Cancel);
}
