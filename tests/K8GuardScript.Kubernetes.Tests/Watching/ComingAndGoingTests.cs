using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Watch;
using K8GuardScript.Kubernetes.Tests.Doubles;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Kubernetes.Tests.Watching;

/// <summary>Definitions that are removed and made again while their kind is watched.</summary>
public sealed class ComingAndGoingTests
{
    private const string Widgets = "GET /apis/x.io/v1/widgets";
    private const string WatchWidgets = "WATCH /apis/x.io/v1/widgets";
    private const string Group = "GET /apis/x.io/v1";
    private static readonly KindName Widget = new("x.io", "v1", "Widget");

    [Fact]
    public async Task A_kind_whose_definition_goes_is_refused_and_listed_soon_after_it_is_back()
    {
        await using var scene = new WatchScene();
        Ready(scene);
        scene.Server.On(WatchWidgets, NotFound());
        scene.Server.On(Group, NotFound(), NotFound(), Resources());
        scene.Server.On(Widgets, Reply.Json(List(20)));
        scene.Start(Widget);

        await scene.Sink.UntilAsync("Widget: refused");
        var waited = await PassAsync(scene) + await PassAsync(scene);
        await scene.Sink.UntilAsync("Widget: end", 2);

        Assert.True(waited < TimeSpan.FromSeconds(10), $"{waited}");
        Assert.DoesNotContain(scene.Sink.Heard, word => word.Contains("deleted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task However_long_a_definition_is_away_it_is_looked_for_at_least_every_20_seconds()
    {
        await using var scene = new WatchScene();
        for (var i = 0; i < 10; i++) scene.Server.On(Group, NotFound());
        scene.Start(Widget);

        for (var i = 0; i < 10; i++) Assert.True(await PassAsync(scene) < TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_path_that_is_away_while_its_definition_is_there_interrupts_and_refuses_nothing()
    {
        await using var scene = new WatchScene();
        Ready(scene);
        scene.Server.On(WatchWidgets, NotFound());
        scene.Server.On(Group, Resources());
        scene.Server.On(Widgets, Reply.Json(List(20)));
        scene.Start(Widget);

        await PassAsync(scene);
        await scene.Sink.UntilAsync("Widget: end", 2);

        Assert.DoesNotContain("Widget: refused", scene.Sink.Heard);
        Assert.StartsWith("the server says that it has the kind, and not where: ", scene.Sink.Reasons.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_keeps_what_it_knew_of_a_kind_that_is_gone_and_knows_that_it_is_blind()
    {
        var store = new ObjectStore(new DeafListener());
        await using var scene = new WatchScene(sink: store);
        Ready(scene);
        scene.Server.On(WatchWidgets, NotFound());
        scene.Server.On(Group, NotFound());
        scene.Start(Widget);

        await PassAsync(scene);
        await scene.Server.RequestAsync(Group, 3);

        Assert.True(store.IsBlindFor(Widget));
        Assert.Equal(1, store.Count(Widget));
    }

    [Fact]
    public async Task An_object_that_can_never_be_read_keeps_its_kind_interrupted_and_others_going()
    {
        var store = new ObjectStore(new DeafListener());
        await using var scene = new WatchScene(sink: store);
        scene.Server.On("GET /api/v1/pods", Reply.Json("""{"kind":"PodList","metadata":{"resourceVersion":"5"},"items":[]}"""));
        Ready(scene);
        scene.Server.On(WatchWidgets, Reply.Watch(ReplyEnd.Clean, Some.Error(410, "Expired")));
        var poison = new string('[', 1000) + new string(']', 1000);
        for (var i = 0; i < 3; i++) scene.Server.On(Widgets, Reply.Json(List(20, $$"""{"metadata":{"name":"bad","namespace":"n"},"deep":{{poison}} }""")));
        scene.Start(Widget, new KindName("", "v1", "Pod"));

        await scene.Server.RequestAsync("WATCH /api/v1/pods");
        for (var i = 0; i < 4; i++) await PassAsync(scene);
        await scene.Server.RequestAsync(Widgets, 5);

        Assert.Equal(new KindState(KindStatus.Interrupted, "the list is nested too deeply: `n/bad`"), store.States()[Widget]);
        Assert.Equal(KindState.Synced, store.States()[new KindName("", "v1", "Pod")]);
        Assert.Equal(1, store.Count(Widget));
        Assert.Equal(3, scene.Metrics["k8guard_decode_errors_total{kind=Widget,reason=too_deep}"]);
    }

    /// <summary>Lets a wait between tries pass, and no deadline of a call that is on its way.</summary>
    private static Task<TimeSpan> PassAsync(WatchScene scene) => scene.Time.PassNextAsync(TimeSpan.FromSeconds(31));

    private static void Ready(WatchScene scene)
    {
        scene.Server.On(Group, Resources());
        scene.Server.On(Widgets, Reply.Json(List(10, """{"metadata":{"name":"w","namespace":"n","uid":"u","resourceVersion":"4"}}""")));
    }

    private static Reply NotFound() => Reply.Text("404 page not found\n", 404, "text/plain; charset=utf-8");

    private static Reply Resources() => Reply.Json("""
        {"kind":"APIResourceList","resources":[{"name":"widgets","kind":"Widget","namespaced":true,"verbs":["list","watch"]}]}
        """);

    private static string List(int version, params string[] items) =>
        $$"""{"kind":"WidgetList","metadata":{"resourceVersion":"{{version}}"},"items":[{{string.Join(",", items)}}]}""";

    private sealed class DeafListener : IStoreListener
    {
        public void Changed(KindName kind, KubeObject item, KubeObject? before)
        {
            // only the store is looked at
        }

        public void Gone(KindName kind, KubeObject last)
        {
            // only the store is looked at
        }

        public void StateChanged(KindName kind, KindState state)
        {
            // only the store is looked at
        }
    }
}
