using K8GuardScript.Core.Cluster;
using K8GuardScript.Kubernetes.Tests.Doubles;
using static K8GuardScript.Kubernetes.Tests.Doubles.WatchScene;

namespace K8GuardScript.Kubernetes.Tests.Watching;

public sealed class ClusterWatchTests
{
    [Fact]
    public async Task A_kind_is_listed_and_then_watched_from_the_version_of_the_list()
    {
        await using var scene = new WatchScene();
        scene.Server.On(List, Reply.Json(Some.List(10, Some.Item("a", 3))));
        scene.Server.On(Watch, Reply.Watch(
            ReplyEnd.Silence, Some.Event("ADDED", "b", 11), Some.Event("MODIFIED", "a", 12), Some.Event("DELETED", "b", 13)));
        scene.Start();

        await scene.Sink.UntilAsync("ConfigMap: deleted b@13");

        Assert.Equal(
            ["begin", "listed a@3", "end", "changed b@11", "changed a@12", "deleted b@13"],
            scene.Sink.Heard.Select(word => word["ConfigMap: ".Length..]));
        Assert.Equal("/api/v1/configmaps?limit=500", scene.Server.Targets(List).Single());
        Assert.Equal(
            "/api/v1/configmaps?watch=true&allowWatchBookmarks=true&resourceVersion=10&timeoutSeconds=300",
            scene.Server.Targets(Watch).Single());
    }

    [Fact]
    public async Task Pages_are_followed_to_the_last_one_before_the_list_counts()
    {
        await using var scene = new WatchScene();
        scene.Server.On(
            List,
            Reply.Json(Some.Page(10, "next/1", Some.Item("a", 1))),
            Reply.Json(Some.Page(10, "next/2", Some.Item("b", 2))),
            Reply.Json(Some.Page(10, "", Some.Item("c", 3))));
        scene.Start();

        await scene.Sink.UntilAsync("ConfigMap: end");

        Assert.Equal(5, scene.Sink.Heard.Length);
        Assert.Equal("/api/v1/configmaps?limit=500&continue=next%2F2", scene.Server.Targets(List)[2]);
    }

    [Fact]
    public async Task An_expired_page_starts_a_full_list_and_nothing_of_the_first_one_is_kept()
    {
        await using var scene = new WatchScene();
        scene.Server.On(
            List,
            Reply.Json(Some.Page(10, "next", Some.Item("a", 1))),
            Reply.Status(410, "Expired", "too old"),
            Reply.Json(Some.List(20, Some.Item("a", 1), Some.Item("b", 15))));
        scene.Start();

        await scene.Sink.UntilAsync("ConfigMap: end");

        Assert.Equal(
            ["begin", "listed a@1", "abandon", "begin", "listed a@1", "listed b@15", "end"],
            scene.Sink.Heard.Select(word => word["ConfigMap: ".Length..]));
        Assert.Equal("/api/v1/configmaps", scene.Server.Targets(List)[2]);
    }

    [Fact]
    public async Task Pages_of_different_versions_are_not_taken_for_one_list()
    {
        await using var scene = new WatchScene();
        scene.Server.On(
            List,
            Reply.Json(Some.Page(10, "next", Some.Item("a", 1))),
            Reply.Json(Some.Page(12, "", Some.Item("b", 2))),
            Reply.Json(Some.List(20)));
        scene.Start();

        await scene.Sink.UntilAsync("ConfigMap: end");

        Assert.Contains("ConfigMap: abandon", scene.Sink.Heard);
        Assert.Equal("/api/v1/configmaps", scene.Server.Targets(List)[2]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_expired_version_is_listed_again_whichever_way_the_server_says_it(bool inTheStream)
    {
        await using var scene = new WatchScene();
        scene.Server.On(List, Reply.Json(Some.List(10, Some.Item("a", 3))), Reply.Json(Some.List(30, Some.Item("a", 3))));
        scene.Server.On(Watch, inTheStream
            ? Reply.Watch(ReplyEnd.Clean, Some.Error(410, "Expired"))
            : Reply.Status(410, "Gone", "too old resource version"));
        scene.Start();

        await scene.PassWaitAsync();
        await scene.Server.RequestAsync(Watch, 2);

        Assert.Contains("resourceVersion=30", scene.Server.Targets(Watch)[1], StringComparison.Ordinal);
        Assert.Equal(1, scene.Metrics["k8guard_watch_restarts_total{kind=ConfigMap,reason=expired}"]);
        Assert.Equal(2, scene.Metrics["k8guard_relists_total{kind=ConfigMap}"]);
    }

    [Fact]
    public async Task A_storm_of_expired_watches_lists_at_growing_intervals()
    {
        await using var scene = new WatchScene();
        for (var i = 0; i < 8; i++)
        {
            scene.Server.On(List, Reply.Json(Some.List(10 + i)));
            scene.Server.On(Watch, Reply.Watch(ReplyEnd.Clean, Some.Error(410, "Expired")));
        }

        scene.Start();
        var waits = new List<double>();
        for (var i = 0; i < 8; i++) waits.Add((await scene.PassWaitAsync()).TotalSeconds);

        Assert.Equal([1.2, 2.4, 4.8, 9.6, 19.2, 38.4, 45, 45], waits.Select(wait => Math.Round(wait, 3)));
    }

    [Theory]
    [InlineData(ReplyEnd.Reset)]
    [InlineData(ReplyEnd.Cut)]
    public async Task A_watch_that_breaks_in_the_middle_of_a_line_goes_on_from_the_last_whole_one(ReplyEnd end)
    {
        await using var scene = new WatchScene();
        scene.Server.On(List, Reply.Json(Some.List(10)));
        scene.Server.On(
            Watch,
            Reply.Stream(end, [.. Line(Some.Event("ADDED", "a", 11))], [.. Line(Some.Event("ADDED", "b", 12))[..60]]),
            Reply.Watch(ReplyEnd.Silence, Some.Event("ADDED", "b", 12)));
        scene.Start();

        await scene.PassWaitAsync();
        await scene.Sink.UntilAsync("ConfigMap: changed b@12");

        Assert.Equal(
            ["begin", "end", "changed a@11", "interrupted", "resumed", "changed b@12"],
            scene.Sink.Heard.Select(word => word["ConfigMap: ".Length..]));
        Assert.Contains("resourceVersion=11&", scene.Server.Targets(Watch)[1], StringComparison.Ordinal);
        Assert.Single(scene.Server.Targets(List));
    }

    [Fact]
    public async Task A_watch_that_ends_properly_is_opened_again_at_once_from_its_bookmark()
    {
        await using var scene = new WatchScene();
        scene.Server.On(List, Reply.Json(Some.List(10)));
        scene.Server.On(Watch, Reply.Watch(ReplyEnd.Clean, Some.Bookmark(40)), Reply.Watch(ReplyEnd.Silence));
        scene.Start();

        await scene.Server.RequestAsync(Watch, 2);

        Assert.Contains("resourceVersion=40&", scene.Server.Targets(Watch)[1], StringComparison.Ordinal);
        Assert.DoesNotContain("ConfigMap: interrupted", scene.Sink.Heard);
    }

    [Fact]
    public async Task A_watch_that_ends_at_once_without_a_word_is_a_failure()
    {
        await using var scene = new WatchScene();
        scene.Server.On(List, Reply.Json(Some.List(10)), Reply.Json(Some.List(10)));
        scene.Server.On(Watch, Reply.Watch(ReplyEnd.Clean));
        scene.Start();

        await scene.PassWaitAsync();
        await scene.Server.RequestAsync(List, 2);

        Assert.Equal(1, scene.Metrics["k8guard_watch_restarts_total{kind=ConfigMap,reason=too_short}"]);
    }

    [Fact]
    public async Task A_silent_watch_is_given_up_when_the_server_should_have_ended_it()
    {
        await using var scene = new WatchScene();
        scene.Server.On(List, Reply.Json(Some.List(10)));
        scene.Server.On(Watch, Reply.Watch(ReplyEnd.Silence, Some.Event("ADDED", "a", 11)), Reply.Watch(ReplyEnd.Silence));
        scene.Start();

        await scene.Sink.UntilAsync("ConfigMap: changed a@11");
        Assert.Equal(TimeSpan.FromSeconds(330), await scene.Time.PassNextAsync(TimeSpan.FromMinutes(10)));
        await scene.PassWaitAsync();
        await scene.Sink.UntilAsync("ConfigMap: resumed");

        Assert.Contains("resourceVersion=11&", scene.Server.Targets(Watch)[1], StringComparison.Ordinal);
        Assert.Equal(1, scene.Metrics["k8guard_watch_restarts_total{kind=ConfigMap,reason=deadline}"]);
    }

    [Fact]
    public async Task A_kind_that_is_forbidden_does_not_keep_another_from_going_on()
    {
        await using var scene = new WatchScene();
        var forbidden = Reply.Status(403, "Forbidden", "pods is forbidden");
        scene.Server.On("GET /api/v1/pods", forbidden, forbidden);
        scene.Server.On(List, Reply.Json(Some.List(10)));
        scene.Server.On(Watch, Reply.Watch(ReplyEnd.Silence, Some.Event("ADDED", "a", 11)));
        scene.Start(new KindName("", "v1", "Pod"), ConfigMaps);

        await scene.Sink.UntilAsync("ConfigMap: changed a@11");
        await scene.Sink.UntilAsync("Pod: refused");
        Assert.Equal(TimeSpan.FromSeconds(45), await scene.PassWaitAsync());
        await scene.Sink.UntilAsync("Pod: refused", 2);

        Assert.Equal("the server answered 403: pods is forbidden", scene.Sink.Reasons[0]);
        Assert.DoesNotContain("Pod: end", scene.Sink.Heard);
        Assert.DoesNotContain("ConfigMap: refused", scene.Sink.Heard);
    }

    [Fact]
    public async Task A_server_that_is_too_busy_is_left_alone_for_as_long_as_it_asks()
    {
        await using var scene = new WatchScene();
        scene.Server.On(List, Reply.Status(429, "TooManyRequests", "slow down", "{}", "Retry-After: 40"), Reply.Json(Some.List(10)));
        scene.Server.On(Watch, Reply.Status(429, "TooManyRequests", "slow down", "{}", "Retry-After: 20"), Reply.Watch(ReplyEnd.Silence));
        scene.Start();

        Assert.Equal(TimeSpan.FromSeconds(40), await scene.PassWaitAsync());
        await scene.Sink.UntilAsync("ConfigMap: end");
        Assert.Equal(TimeSpan.FromSeconds(20), await scene.PassWaitAsync());
        await scene.Sink.UntilAsync("ConfigMap: resumed");

        Assert.Equal(2, scene.Server.Targets(List).Length);
    }

    [Fact]
    public async Task A_server_that_is_not_there_interrupts_and_deletes_nothing()
    {
        var gone = new ScriptedServer();
        var address = gone.Address;
        await gone.DisposeAsync();
        await using var scene = new WatchScene(address);
        scene.Start();

        await scene.PassWaitAsync();
        await scene.Sink.UntilAsync("ConfigMap: interrupted", 2);

        Assert.DoesNotContain("ConfigMap: end", scene.Sink.Heard);
        Assert.StartsWith("the server can't be reached: ", scene.Sink.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sink_that_throws_gets_a_new_list_after_a_wait()
    {
        await using var scene = new WatchScene();
        var thrown = 0;
        scene.Sink.Before = word =>
        {
            if (word == "changed a@11" && thrown++ == 0) throw new InvalidOperationException("a fault of ours");
        };
        scene.Server.On(List, Reply.Json(Some.List(10)), Reply.Json(Some.List(11, Some.Item("a", 11))));
        scene.Server.On(Watch, Reply.Watch(ReplyEnd.Silence, Some.Event("ADDED", "a", 11)));
        scene.Start();

        await scene.PassWaitAsync();
        await scene.Sink.UntilAsync("ConfigMap: listed a@11");

        Assert.Contains("ConfigMap: interrupted", scene.Sink.Heard);
        Assert.Equal(1, scene.Metrics["k8guard_watch_restarts_total{kind=ConfigMap,reason=failed}"]);
    }

    [Fact]
    public async Task A_sink_that_throws_always_is_not_asked_in_a_hot_loop()
    {
        await using var scene = new WatchScene();
        scene.Sink.Before = _ => throw new InvalidOperationException("a fault of ours");
        scene.Start();

        Assert.True(await scene.PassWaitAsync() > TimeSpan.Zero);
        Assert.True(await scene.PassWaitAsync() > TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Kinds_can_be_added_and_taken_away_while_it_runs()
    {
        await using var scene = new WatchScene();
        var pods = new KindName("", "v1", "Pod");
        scene.Server.On(List, Reply.Json(Some.List(10)));
        scene.Server.On("GET /api/v1/pods", Reply.Json("""{"kind":"PodList","metadata":{"resourceVersion":"5"},"items":[]}"""));
        scene.Start();

        scene.ClusterWatch.Watch(pods);
        scene.ClusterWatch.Watch(pods);
        await scene.Server.RequestAsync("WATCH /api/v1/pods");
        await scene.ClusterWatch.UnwatchAsync(pods).WaitAsync(Patience.Long);
        scene.Server.On("GET /api/v1/pods", Reply.Json("""{"kind":"PodList","metadata":{"resourceVersion":"6"},"items":[]}"""));
        scene.ClusterWatch.Watch(pods);
        await scene.Sink.UntilAsync("Pod: end", 2);

        Assert.Equal(2, scene.Server.Targets("GET /api/v1/pods").Length);
    }

    [Fact]
    public async Task A_kind_that_is_not_built_in_is_looked_up_and_asked_for_again_when_it_is_not_there()
    {
        await using var scene = new WatchScene();
        scene.Server.On(
            "GET /apis/wire.example.com/v1",
            Reply.Text("404 page not found\n", 404, "text/plain; charset=utf-8"),
            Reply.Json("""
                {"kind":"APIResourceList","groupVersion":"wire.example.com/v1","resources":[
                {"name":"widgets/status","kind":"Widget","namespaced":true,"verbs":["get"]},
                {"name":"widgets","kind":"Widget","namespaced":true,"verbs":["list","watch"]}]}
                """));
        scene.Server.On(
            "GET /apis/wire.example.com/v1/widgets",
            Reply.Json("""
                {"apiVersion":"wire.example.com/v1","items":[{"kind":"Widget","metadata":{"name":"w","resourceVersion":"4"}}],
                "kind":"WidgetList","metadata":{"resourceVersion":"9"}}
                """));
        scene.Start(new KindName("wire.example.com", "v1", "Widget"));

        await scene.Sink.UntilAsync("Widget: refused");
        await scene.PassWaitAsync();
        await scene.Sink.UntilAsync("Widget: end");

        Assert.Contains("Widget: listed w@4", scene.Sink.Heard);
    }

    [Fact]
    public async Task What_a_Secret_holds_never_reaches_the_sink()
    {
        await using var scene = new WatchScene();
        scene.Server.On(
            "GET /api/v1/secrets",
            Reply.Json("""
                {"kind":"SecretList","metadata":{"resourceVersion":"5"},
                "items":[{"metadata":{"name":"s","resourceVersion":"1"},"data":{"pass":"aHVu"}}]}
                """));
        scene.Server.On(
            "WATCH /api/v1/secrets",
            Reply.Watch(
                ReplyEnd.Silence,
                """{"type":"MODIFIED","object":{"kind":"Secret","metadata":{"name":"s","resourceVersion":"6"},"data":{"pass":"aHVu"}}}""",
                """{"type":"DELETED","object":{"kind":"Secret","metadata":{"name":"s","resourceVersion":"7"},"data":{"pass":"aHVu"}}}"""));
        scene.Start(new KindName("", "v1", "Secret"));

        await scene.Sink.UntilAsync("Secret: deleted s@7");

        Assert.Equal(3, scene.Sink.Bodies.Length);
        Assert.All(scene.Sink.Bodies, body => Assert.EndsWith(""","data":{"pass":""}}""", body, StringComparison.Ordinal));
    }

    private static byte[] Line(string text) => System.Text.Encoding.UTF8.GetBytes(text + "\n");
}
