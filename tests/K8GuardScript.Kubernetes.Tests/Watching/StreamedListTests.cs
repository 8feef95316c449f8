using K8GuardScript.Kubernetes.Tests.Doubles;
using K8GuardScript.Kubernetes.Watching;
using static K8GuardScript.Kubernetes.Tests.Doubles.WatchScene;

namespace K8GuardScript.Kubernetes.Tests.Watching;

public sealed class StreamedListTests
{
    private static readonly WatchOptions Streamed = new() { CompareEvery = TimeSpan.Zero };

    [Fact]
    public async Task A_list_is_streamed_where_the_server_has_it_and_the_watch_goes_on()
    {
        await using var scene = Scene("v1.36.2");
        scene.Server.On(Watch, Reply.Watch(
            ReplyEnd.Silence, Some.Event("ADDED", "b", 9), Some.Event("ADDED", "a", 3), Some.InitialEnd(10), Some.Event("MODIFIED", "a", 11)));
        scene.Start();

        await scene.Sink.UntilAsync("ConfigMap: changed a@11");

        Assert.Equal(["begin", "listed b@9", "listed a@3", "end", "changed a@11"], Heard(scene));
        Assert.Empty(scene.Server.Targets(List));
        Assert.Equal(
            "/api/v1/configmaps?watch=true&allowWatchBookmarks=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&timeoutSeconds=300",
            scene.Server.Targets(Watch).Single());
    }

    [Fact]
    public async Task What_changes_while_the_list_comes_is_part_of_it()
    {
        await using var scene = Scene("v1.34.0");
        scene.Server.On(Watch, Reply.Watch(
            ReplyEnd.Silence, Some.Event("ADDED", "a", 3), Some.Event("MODIFIED", "a", 11), Some.Event("DELETED", "a", 12), Some.InitialEnd(12)));
        scene.Start();

        await scene.Sink.UntilAsync("ConfigMap: end");

        Assert.Equal(["begin", "listed a@3", "listed a@11", "unlisted a@12", "end"], Heard(scene));
    }

    [Theory]
    [InlineData("v1.33.9")]
    [InlineData("v1.26.0")]
    [InlineData("newest")]
    public async Task A_server_that_is_too_old_is_asked_for_pages(string version)
    {
        await using var scene = Scene(version);
        scene.Server.On(List, Reply.Json(Some.List(10)));
        scene.Start();

        await scene.Sink.UntilAsync("ConfigMap: end");

        Assert.Single(scene.Server.Targets(List));
    }

    [Theory]
    [InlineData(422)]
    [InlineData(400)]
    public async Task A_server_that_refuses_is_asked_for_pages_at_once_and_not_asked_again(int code)
    {
        await using var scene = Scene("v1.36.2");
        scene.Server.On(Watch, Reply.Status(code, "Invalid", "sendInitialEvents is forbidden"), Reply.Watch(ReplyEnd.Clean, Some.Error(410, "Expired")));
        scene.Server.On(List, Reply.Json(Some.List(10)), Reply.Json(Some.List(11)));
        scene.Start();

        await scene.Sink.UntilAsync("ConfigMap: interrupted");
        await scene.PassWaitAsync();
        await scene.Server.RequestAsync(List, 2);

        Assert.Single(scene.Server.Targets(Watch), target => target.Contains("sendInitialEvents", StringComparison.Ordinal));
        Assert.DoesNotContain("abandon", Heard(scene));
    }

    [Fact]
    public async Task A_server_that_ends_the_watch_before_the_mark_is_asked_for_pages()
    {
        await using var scene = Scene("v1.36.2");
        scene.Server.On(Watch, Reply.Watch(ReplyEnd.Clean, Some.Event("ADDED", "a", 3), Some.Bookmark(10)));
        scene.Server.On(List, Reply.Json(Some.List(10, Some.Item("a", 3))));
        scene.Start();

        await scene.Sink.UntilAsync("ConfigMap: end");

        Assert.Equal(["begin", "listed a@3", "abandon", "begin", "listed a@3", "end"], Heard(scene));
    }

    [Fact]
    public async Task A_mark_that_never_comes_is_warned_of_and_then_given_up()
    {
        await using var scene = Scene("v1.36.2");
        scene.Server.On(Watch, Reply.Watch(ReplyEnd.Silence, Some.Event("ADDED", "a", 3)));
        scene.Server.On(List, Reply.Json(Some.List(10, Some.Item("a", 3))));
        scene.Start();

        await scene.Sink.UntilAsync("ConfigMap: listed a@3");
        for (var turn = 0; turn < 3; turn++) Assert.Equal(TimeSpan.FromSeconds(10), await scene.PassWaitAsync());
        await scene.Sink.UntilAsync("ConfigMap: end");

        Assert.Equal(["begin", "listed a@3", "abandon", "begin", "listed a@3", "end"], Heard(scene));
        Assert.Equal(2, scene.Log.Lines.Count(line => line.StartsWith("the streamed list of v1 ConfigMap is not complete", StringComparison.Ordinal)));
        Assert.Contains("lists are not streamed from now on, but read page by page: the mark behind the last object never came", scene.Log.Lines);
    }

    [Theory]
    [InlineData(504, "Timeout")]
    [InlineData(410, "Expired")]
    public async Task An_error_before_the_mark_drops_the_list_and_it_is_streamed_again(int code, string reason)
    {
        await using var scene = Scene("v1.36.2");
        scene.Server.On(
            Watch,
            Reply.Watch(ReplyEnd.Clean, Some.Event("ADDED", "a", 3), Some.Error(code, reason)),
            Reply.Watch(ReplyEnd.Silence, Some.InitialEnd(10)));
        scene.Start();

        await scene.Sink.UntilAsync("ConfigMap: interrupted");
        await scene.PassWaitAsync();
        await scene.Sink.UntilAsync("ConfigMap: end");

        Assert.Equal(["begin", "listed a@3", "abandon", "interrupted", "begin", "end"], Heard(scene)[..6]);
        Assert.Empty(scene.Server.Targets(List));
    }

    [Fact]
    public async Task A_cut_before_the_mark_drops_the_list()
    {
        await using var scene = Scene("v1.36.2");
        scene.Server.On(
            Watch, Reply.Watch(ReplyEnd.Reset, Some.Event("ADDED", "a", 3)), Reply.Watch(ReplyEnd.Silence, Some.InitialEnd(10)));
        scene.Start();

        await scene.Sink.UntilAsync("ConfigMap: interrupted");
        await scene.PassWaitAsync();
        await scene.Sink.UntilAsync("ConfigMap: end");

        Assert.Contains("abandon", Heard(scene));
    }

    [Fact]
    public async Task A_list_that_can_never_be_streamed_to_its_end_is_read_page_by_page()
    {
        await using var scene = Scene("v1.36.2");
        scene.Server.On(
            Watch, [.. Enumerable.Repeat(Reply.Watch(ReplyEnd.Reset, Some.Event("ADDED", "a", 3)), 3), Reply.Watch(ReplyEnd.Silence)]);
        scene.Server.On(List, Reply.Json(Some.List(10)));
        scene.Start();

        for (var i = 1; i <= 3; i++)
        {
            await scene.Sink.UntilAsync("ConfigMap: interrupted", i);
            await scene.PassWaitAsync();
        }

        await scene.Sink.UntilAsync("ConfigMap: end");
        Assert.Single(scene.Server.Targets(List));
    }

    private static WatchScene Scene(string version)
    {
        var scene = new WatchScene(options: Streamed);
        scene.Server.On("GET /version", Reply.Json($$"""{"gitVersion":"{{version}}"}"""));
        return scene;
    }

    private static string[] Heard(WatchScene scene) => [.. scene.Sink.Heard.Select(word => word["ConfigMap: ".Length..])];
}
