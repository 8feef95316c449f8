using K8GuardScript.Core.Cluster;
using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Kubernetes.Resources;
using K8GuardScript.Kubernetes.Tests.Doubles;
using K8GuardScript.Kubernetes.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace K8GuardScript.Kubernetes.Tests.Resources;

public sealed class ResourceCatalogTests : IAsyncDisposable
{
    private const string Widgets = """
        {"kind":"APIResourceList","groupVersion":"x.io/v1","resources":[
        {"name":"widgets","kind":"Widget","namespaced":true,"verbs":["list","watch"]},
        {"name":"gadgets","kind":"Gadget","verbs":["list","watch"]},
        {"name":"reviews","kind":"Review","verbs":["create"]}]}
        """;

    private readonly ScriptedServer server = new();
    private readonly MetricTally metrics = new();
    private readonly ApiClient api;
    private readonly ResourceCatalog catalog;

    public ResourceCatalogTests()
    {
        this.api = ApiClient.Create(
            new ClusterEndpoint { Server = this.server.Address, Description = "here" },
            new ManualTime(),
            NullLoggerFactory.Instance,
            metrics.Meter);
        catalog = new ResourceCatalog(this.api);
    }

    [Theory]
    [InlineData("v1", "Pod", "/api/v1/pods")]
    [InlineData("v1", "Namespace", "/api/v1/namespaces")]
    [InlineData("apps/v1", "Deployment", "/apis/apps/v1/deployments")]
    [InlineData("networking.k8s.io/v1", "Ingress", "/apis/networking.k8s.io/v1/ingresses")]
    [InlineData("networking.k8s.io/v1", "NetworkPolicy", "/apis/networking.k8s.io/v1/networkpolicies")]
    [InlineData("rbac.authorization.k8s.io/v1", "ClusterRole", "/apis/rbac.authorization.k8s.io/v1/clusterroles")]
    public async Task Built_in_kinds_need_no_question(string apiVersion, string kind, string path)
    {
        Assert.Equal(path, (await catalog.ResolveAsync(KindName.Parse(apiVersion, kind), default)).Path?.Collection);
        Assert.Empty(this.server.Requests);
    }

    [Fact]
    public async Task A_group_version_is_asked_for_once_and_again_after_it_was_forgotten()
    {
        this.server.On("GET /apis/x.io/v1", Reply.Json(Widgets), Reply.Json(Widgets));
        var widget = new KindName("x.io", "v1", "Widget");

        var first = await catalog.ResolveAsync(widget, default);
        var other = await catalog.ResolveAsync(widget with { Kind = "Gadget" }, default);
        Assert.Equal(2, this.server.Requests.Length);
        catalog.Forget(widget);
        await catalog.ResolveAsync(widget, default);

        Assert.Equal(("/apis/x.io/v1/widgets", true), (first.Path!.Collection, first.Path.IsNamespaced));
        Assert.Equal(("/apis/x.io/v1/gadgets", false), (other.Path!.Collection, other.Path.IsNamespaced));
        Assert.Equal(2, this.server.Targets("GET /apis/x.io/v1").Length);
    }

    [Fact]
    public async Task A_kind_that_can_not_be_watched_is_refused()
    {
        this.server.On("GET /apis/x.io/v1", Reply.Json(Widgets));

        Assert.Equal(
            "the server has no kind `Review` in `x.io/v1` that can be listed and watched",
            (await catalog.ResolveAsync(new KindName("x.io", "v1", "Review"), default)).Refusal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("<html></html>")]
    [InlineData("""{"kind":"APIResourceList","resources":{}}""")]
    public async Task An_answer_that_is_no_such_list_is_trouble_and_no_refusal(string body)
    {
        this.server.On("GET /apis/x.io/v1", Reply.Json(body));

        var resolved = await catalog.ResolveAsync(new KindName("x.io", "v1", "Widget"), default);

        Assert.Equal("the server's list of what `x.io/v1` holds can't be read", resolved.Trouble);
    }

    [Theory]
    [InlineData("..", "v1")]
    [InlineData("x.io", "a/b")]
    [InlineData("x.io", "")]
    public async Task An_apiVersion_that_would_lead_to_another_path_is_never_sent(string group, string version)
    {
        Assert.NotNull((await catalog.ResolveAsync(new KindName(group, version, "Widget"), default)).Refusal);
        Assert.Empty(this.server.Requests);
    }

    public async ValueTask DisposeAsync()
    {
        this.api.Dispose();
        await this.server.DisposeAsync();
        metrics.Dispose();
    }
}
