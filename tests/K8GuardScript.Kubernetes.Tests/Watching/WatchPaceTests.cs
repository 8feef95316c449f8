using K8GuardScript.Kubernetes.Tests.Doubles;
using static K8GuardScript.Kubernetes.Tests.Doubles.WatchScene;

namespace K8GuardScript.Kubernetes.Tests.Watching;

/// <summary>Neither too fast nor too patient with a server that does not do what it should.</summary>
public sealed class WatchPaceTests
{
    [Fact]
    public async Task A_server_that_ends_each_watch_behind_its_first_event_is_not_hammered()
    {
        await using var scene = new WatchScene();
        scene.Server.On(List, Reply.Json(Some.List(10)));
        scene.Server.On(Watch, [.. Enumerable.Range(41, 4).Select(version => Reply.Watch(ReplyEnd.Clean, Some.Bookmark(version)))]);
        scene.Start();

        await scene.Sink.UntilAsync("ConfigMap: interrupted");
        Assert.Equal(2, scene.Server.Targets(Watch).Length);
        var first = await scene.PassWaitAsync();
        await scene.Sink.UntilAsync("ConfigMap: interrupted", 2);
        var second = await scene.PassWaitAsync();

        Assert.True(second > first, $"{second} after {first}");
        Assert.Single(scene.Server.Targets(List));
    }

    [Fact]
    public async Task A_watch_that_is_not_answered_is_given_up_long_before_it_would_end()
    {
        await using var scene = new WatchScene();
        scene.Server.On(List, Reply.Json(Some.List(10)));
        scene.Start();

        await scene.Server.RequestAsync(Watch);
        await scene.Time.PassNextAsync(TimeSpan.FromSeconds(65));

        await scene.Sink.UntilAsync("ConfigMap: interrupted");
        Assert.Equal("no answer within 65 s", scene.Sink.Reasons.Single());
    }
}
