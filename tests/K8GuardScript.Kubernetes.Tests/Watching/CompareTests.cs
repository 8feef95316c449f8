using K8GuardScript.Core.Watch;
using K8GuardScript.Kubernetes.Tests.Doubles;
using K8GuardScript.Kubernetes.Watching;
using static K8GuardScript.Kubernetes.Tests.Doubles.WatchScene;

namespace K8GuardScript.Kubernetes.Tests.Watching;

public sealed class CompareTests
{
    private const string Divergences = "k8guard_watch_divergences_total{kind=ConfigMap}";
    private static readonly WatchOptions Hourly = new() { StreamsLists = false, CompareEvery = TimeSpan.FromHours(1) };

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Between_two_watches_all_is_compared_at_the_version_that_was_reached(int divergences)
    {
        await using var scene = await DueSceneAsync(new ListChange(divergences, 0, 0), Reply.Json(Some.List(20, Some.Item("a", 3))));

        await scene.Server.RequestAsync(Watch, 2);

        Assert.Equal("/api/v1/configmaps?limit=500&resourceVersion=20&resourceVersionMatch=Exact", scene.Server.Targets(List)[1]);
        Assert.Contains("resourceVersion=20&", scene.Server.Targets(Watch)[1], StringComparison.Ordinal);
        Assert.Equal(divergences, scene.Metrics[Divergences]);
        Assert.Equal(divergences > 0, scene.Log.Lines.Any(line => line.Contains("was not known as it was at version 20", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(410, "Expired", "{}")]
    [InlineData(504, "Timeout", """{"causes":[{"reason":"ResourceVersionTooLarge","message":"Too large resource version"}]}""")]
    public async Task A_version_that_can_not_be_listed_is_put_right_by_a_list_that_counts_for_nothing(int code, string reason, string details)
    {
        await using var scene = await DueSceneAsync(
            new ListChange(5, 5, 5), Reply.Status(code, reason, "no", details), Reply.Json(Some.List(25)));

        await scene.Server.RequestAsync(Watch, 2);

        Assert.Equal("/api/v1/configmaps?limit=500", scene.Server.Targets(List)[2]);
        Assert.Contains("resourceVersion=25&", scene.Server.Targets(Watch)[1], StringComparison.Ordinal);
        Assert.Equal(0, scene.Metrics[Divergences]);
    }

    [Fact]
    public async Task A_server_that_went_back_is_believed_when_it_keeps_saying_so()
    {
        await using var scene = new WatchScene();
        scene.Server.On(List, Reply.Json(Some.List(100, Some.Item("a", 90))));
        scene.Server.On(Watch, Reply.Watch(ReplyEnd.Clean, Some.Error(410, "Expired")));
        for (var i = 0; i < 4; i++) scene.Server.On(List, Reply.Json(Some.List(50)));
        scene.Start();

        for (var i = 0; i < 4; i++) await scene.PassWaitAsync();
        await scene.Sink.UntilAsync("ConfigMap: end", 2);
        await scene.Server.RequestAsync(Watch, 2);

        Assert.Equal(3, scene.Sink.Reasons.Count(reason => reason == "the server's list is of version 50, older than 100 that it gave before"));
        Assert.Contains("resourceVersion=50&", scene.Server.Targets(Watch)[1], StringComparison.Ordinal);
        Assert.Contains(scene.Log.Lines, line => line.Contains("was the cluster restored?", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stale_list_takes_nothing_away()
    {
        await using var scene = new WatchScene();
        scene.Server.On(List, Reply.Json(Some.List(10)), Reply.Json(Some.List(15)), Reply.Json(Some.List(21)));
        scene.Server.On(Watch, Reply.Watch(ReplyEnd.Clean, Some.Event("ADDED", "a", 20), Some.Error(410, "Expired")));
        scene.Start();

        await scene.PassWaitAsync();
        await scene.PassWaitAsync();
        await scene.Sink.UntilAsync("ConfigMap: end", 2);

        Assert.Equal(
            ["begin", "end", "changed a@20", "interrupted", "begin", "abandon", "interrupted", "begin", "end"],
            scene.Sink.Heard.Select(word => word["ConfigMap: ".Length..]).Take(9));
    }

    [Fact]
    public async Task Items_of_null_are_no_items_at_first_and_doubted_later()
    {
        const string Null = """{"kind":"ConfigMapList","metadata":{"resourceVersion":"10"},"items":null}""";
        await using var scene = new WatchScene();
        scene.Server.On(List, Reply.Json(Null), Reply.Json(Null), Reply.Json(Some.List(12)));
        scene.Server.On(Watch, Reply.Watch(ReplyEnd.Clean, Some.Error(410, "Expired")));
        scene.Start();

        await scene.PassWaitAsync();
        await scene.PassWaitAsync();
        await scene.Sink.UntilAsync("ConfigMap: end", 2);

        Assert.Contains("ConfigMap: abandon", scene.Sink.Heard);
        Assert.Equal(1, scene.Metrics["k8guard_decode_errors_total{kind=ConfigMap,reason=null_items}"]);
    }

    [Fact]
    public async Task Events_that_come_again_bring_nothing_back()
    {
        await using var scene = new WatchScene();
        scene.Server.On(List, Reply.Json(Some.List(10)));
        scene.Server.On(Watch, Reply.Watch(
            ReplyEnd.Silence,
            Some.Event("ADDED", "a", 11), Some.Event("ADDED", "a", 11), Some.Event("DELETED", "a", 12), Some.Event("ADDED", "a", 11),
            Some.Bookmark(5), Some.Event("ADDED", "b", 13)));
        scene.Start();

        await scene.Sink.UntilAsync("ConfigMap: changed b@13");

        Assert.Equal(
            ["begin", "end", "changed a@11", "deleted a@12", "changed b@13"], scene.Sink.Heard.Select(word => word["ConfigMap: ".Length..]));
        Assert.Equal(2, scene.Metrics["k8guard_watch_repeats_total{kind=ConfigMap}"]);
    }

    /// <summary>A list, a watch that reached version 20, and then two hours until the next step.</summary>
    private static async Task<WatchScene> DueSceneAsync(ListChange change, params Reply[] lists)
    {
        var scene = new WatchScene(options: Hourly);
        scene.Server.On(List, [Reply.Json(Some.List(10, Some.Item("a", 3))), .. lists]);
        scene.Server.On(Watch, Reply.Watch(ReplyEnd.Silence, Some.Event("ADDED", "b", 20)));
        scene.Start();
        await scene.Sink.UntilAsync("ConfigMap: changed b@20");
        scene.Sink.Change = change;
        scene.Time.Advance(TimeSpan.FromHours(2));
        await scene.PassWaitAsync();
        return scene;
    }
}
