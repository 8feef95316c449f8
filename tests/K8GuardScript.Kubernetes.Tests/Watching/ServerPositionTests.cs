using K8GuardScript.Kubernetes.Tests.Doubles;

namespace K8GuardScript.Kubernetes.Tests.Watching;

/// <summary>After a broken connection another server may answer, or the same one restored: with versions from before ours.</summary>
public sealed class ServerPositionTests
{
    private const string List = WatchScene.List;
    private const string Watch = WatchScene.Watch;

    [Fact]
    public async Task A_server_that_went_back_is_listed_and_not_watched_from_the_future()
    {
        await using var scene = new WatchScene();
        scene.Server.On(List, Reply.Json(Some.List(100, Some.Item("old", 90))), Reply.Json(Some.List(7)));
        scene.Server.On(Watch, Reply.Watch(ReplyEnd.Cut));
        scene.Start();
        await scene.PassWaitAsync();
        await scene.Server.RequestAsync(List, 2);

        // doubted a few times, and then believed
        for (var i = 0; i < 4; i++)
        {
            scene.Server.On(List, Reply.Json(Some.List(7, Some.Item("new", 5))));
            await scene.PassWaitAsync();
        }

        scene.Server.On(Watch, Reply.Watch(ReplyEnd.Silence));
        var again = await scene.Server.RequestAsync(Watch, 2);

        Assert.Contains("resourceVersion=7&", again.Target, StringComparison.Ordinal);
        Assert.Equal("ConfigMap: end", scene.Sink.Heard.Last(word => word != "ConfigMap: resumed"));
        Assert.Contains("ConfigMap: listed new@5", scene.Sink.Heard);
    }

    [Fact]
    public async Task A_server_that_can_not_say_is_asked_again_and_nothing_is_listed()
    {
        await using var scene = new WatchScene();
        scene.Server.On(
            List,
            Reply.Json(Some.List(10)), Reply.Status(503, "ServiceUnavailable", "not yet"), Reply.Nothing(ReplyEnd.Reset), Reply.Json(Some.List(10)));
        scene.Server.On(Watch, Reply.Watch(ReplyEnd.Cut), Reply.Watch(ReplyEnd.Silence));
        scene.Start();

        for (var i = 0; i < 3; i++) await scene.PassWaitAsync();
        var again = await scene.Server.RequestAsync(Watch, 2);

        Assert.Contains("resourceVersion=10&", again.Target, StringComparison.Ordinal);
        Assert.Single(scene.Sink.Heard, word => word == "ConfigMap: begin");
    }

    [Fact]
    public async Task A_watch_that_ended_as_it_should_goes_on_without_a_question()
    {
        await using var scene = new WatchScene();
        scene.Server.On(List, Reply.Json(Some.List(10)));
        scene.Server.On(Watch, Reply.Watch(ReplyEnd.Clean, Some.Bookmark(40)), Reply.Watch(ReplyEnd.Silence));
        scene.Start();

        await scene.Server.RequestAsync(Watch, 2);

        Assert.Single(scene.Server.Targets(List));
    }
}
