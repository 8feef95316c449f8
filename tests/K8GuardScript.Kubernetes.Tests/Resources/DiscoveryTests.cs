using K8GuardScript.Core.Cluster;
using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Kubernetes.Resources;
using K8GuardScript.Kubernetes.Tests.Doubles;
using K8GuardScript.Kubernetes.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace K8GuardScript.Kubernetes.Tests.Resources;

public sealed class DiscoveryTests : IAsyncDisposable
{
    private const string Type = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
    private static readonly KindName Widget = new("x.io", "v1", "Widget");

    private readonly ScriptedServer server = new();
    private readonly MetricTally metrics = new();
    private readonly ApiClient api;
    private readonly ResourceCatalog catalog;

    public DiscoveryTests()
    {
        this.api = ApiClient.Create(
            new ClusterEndpoint { Server = this.server.Address, Description = "here" }, new ManualTime(), NullLoggerFactory.Instance, metrics.Meter);
        catalog = new ResourceCatalog(this.api);
    }

    [Fact]
    public async Task One_answer_tells_all_groups()
    {
        this.server.On("GET /apis", Aggregated(Group("Current")));

        var widget = await catalog.ResolveAsync(Widget, default);
        var gadget = await catalog.ResolveAsync(Widget with { Kind = "Gadget" }, default);

        Assert.Equal(("/apis/x.io/v1/widgets", true), (widget.Path!.Collection, widget.Path.IsNamespaced));
        Assert.Equal(("/apis/x.io/v1/gadgets", false), (gadget.Path!.Collection, gadget.Path.IsNamespaced));
        Assert.Equal(
            "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json",
            Assert.Single(this.server.Requests).Headers["accept"]);
    }

    [Fact]
    public async Task That_nothing_changed_is_no_answer_to_who_knows_nothing()
    {
        this.server.On("GET /apis", Reply.Bytes([], 304, Type));
        this.server.On("GET /apis/x.io/v1", Reply.Bytes([], 304, "application/json"));

        var widget = await catalog.ResolveAsync(Widget, default);

        Assert.False(widget.IsAbsent);
        Assert.NotNull(widget.Trouble);
    }

    [Fact]
    public async Task Subresources_are_known_of_every_kind()
    {
        this.server.On("GET /apis", Aggregated(Group("Current")));

        Assert.True(await catalog.HasSubresourceAsync(Widget, "scale", default));
        Assert.False(await catalog.HasSubresourceAsync(Widget with { Kind = "Gadget" }, "scale", default));
        Assert.True(await catalog.HasSubresourceAsync(new KindName("apps", "v1", "Deployment"), "scale", default));
        Assert.True(await catalog.HasSubresourceAsync(new KindName("", "v1", "Pod"), "eviction", default));
        Assert.False(await catalog.HasSubresourceAsync(new KindName("apps", "v1", "DaemonSet"), "scale", default));
    }

    [Fact]
    public async Task Subresources_are_known_of_a_server_that_tells_each_group_by_itself()
    {
        this.server.On("GET /apis/x.io/v1", Reply.Json("""
            {"kind":"APIResourceList","resources":[{"name":"widgets","kind":"Widget","namespaced":true,"verbs":["list","watch"]},
            {"name":"widgets/scale","kind":"Scale","group":"autoscaling","version":"v1","namespaced":true,"verbs":["get"]}]}
            """));

        Assert.True(await catalog.HasSubresourceAsync(Widget, "scale", default));
        Assert.False(await catalog.HasSubresourceAsync(Widget, "status", default));
    }

    [Fact]
    public async Task What_has_not_changed_is_not_sent_again()
    {
        this.server.On("GET /apis", Aggregated(Group("Current"), "ETag: \"E1\""), Reply.Bytes([], 304, Type, "ETag: \"E1\""));

        await catalog.ConfirmAsync(Widget, default);
        var again = await catalog.ConfirmAsync(Widget, default);

        Assert.NotNull(again.Path);
        Assert.Equal("\"E1\"", this.server.Requests[1].Headers["if-none-match"]);
    }

    [Fact]
    public async Task A_group_whose_server_is_away_is_as_it_was_before()
    {
        this.server.On(
            "GET /apis",
            Aggregated(Group("Current")),
            Aggregated("""{"metadata":{"name":"x.io"},"versions":[{"version":"v1","freshness":"Stale"}]}"""));

        await catalog.ConfirmAsync(Widget, default);

        Assert.NotNull((await catalog.ConfirmAsync(Widget, default)).Path);
    }

    [Fact]
    public async Task A_group_whose_server_was_never_there_is_trouble_and_no_refusal()
    {
        this.server.On(
            "GET /apis",
            Aggregated("""{"metadata":{"name":"x.io"},"versions":[{"version":"v1","resources":null,"freshness":"Stale"}]}"""));

        Assert.Equal(
            "the server can't say now what `x.io/v1` holds: the server behind it does not answer",
            (await catalog.ResolveAsync(Widget, default)).Trouble);
    }

    [Fact]
    public async Task A_kind_that_went_is_absent_and_comes_back()
    {
        this.server.On("GET /apis", Aggregated(Group("Current")), Aggregated(""), Aggregated(Group("Current")));

        await catalog.ResolveAsync(Widget, default);
        var gone = await catalog.ConfirmAsync(Widget, default);
        var back = await catalog.ResolveAsync(Widget, default);

        Assert.True(gone.IsAbsent);
        Assert.Equal("the server has no kind `Widget` in `x.io/v1` that can be listed and watched", gone.Refusal);
        Assert.NotNull(back.Path);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(401)]
    public async Task An_error_is_no_word_about_a_kind(int code)
    {
        this.server.On("GET /apis", Reply.Status(code, "InternalError", "no"));

        Assert.NotNull((await catalog.ResolveAsync(Widget, default)).Trouble);
    }

    [Fact]
    public async Task What_a_real_server_said_is_understood()
    {
        var exchanges = Transcripts.Exchanges("discovery-aggregated");
        this.server.On("GET /apis", Reply.Text(exchanges[1].GetProperty("response").GetProperty("body").GetRawText(), 200, Type));

        var found = await catalog.ResolveAsync(KindName.Parse("autoscaling/v1", "HorizontalPodAutoscaler"), default);

        Assert.Equal("/apis/autoscaling/v1/horizontalpodautoscalers", found.Path?.Collection);
    }

    public async ValueTask DisposeAsync()
    {
        this.api.Dispose();
        await this.server.DisposeAsync();
        metrics.Dispose();
    }

    private static Reply Aggregated(string groups, params string[] headers) =>
        Reply.Text($$"""{"kind":"APIGroupDiscoveryList","apiVersion":"apidiscovery.k8s.io/v2","items":[{{groups}}]}""", 200, Type, headers);

    private static string Group(string freshness) => $$"""
        {"metadata":{"name":"x.io"},"versions":[{"version":"v1","freshness":"{{freshness}}","resources":[
        {"resource":"widgets","responseKind":{"group":"x.io","version":"v1","kind":"Widget"},"scope":"Namespaced","verbs":["list","watch"],
        "subresources":[{"subresource":"scale","responseKind":{"group":"autoscaling","version":"v1","kind":"Scale"},"verbs":["get"]}]},
        {"resource":"gadgets","responseKind":{"group":"","version":"","kind":"Gadget"},"scope":"Cluster","verbs":["list","watch"]}]}]}
        """;
}
