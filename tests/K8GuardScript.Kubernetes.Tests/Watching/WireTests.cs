using K8GuardScript.Core.Cluster;
using K8GuardScript.Kubernetes.Tests.Doubles;

namespace K8GuardScript.Kubernetes.Tests.Watching;

/// <summary>What a real server said, played to the watch.</summary>
public sealed class WireTests
{
    private static readonly KindName Pods = new("", "v1", "Pod");

    [Fact]
    public async Task Recorded_pages_and_events_of_pods_arrive()
    {
        await using var scene = new WatchScene();
        var pages = Transcripts.Exchanges("list-paging");
        scene.Server.On("GET /api/v1/pods", pages[0].Answer(), pages[1].Answer(), pages[2].Answer());
        scene.Server.On("WATCH /api/v1/pods", Transcripts.Exchanges("watch-pods").Step("watch").Answer());
        scene.Start(Pods);

        await scene.Server.RequestAsync("WATCH /api/v1/pods", 2);

        var heard = scene.Sink.Heard.Select(word => word["Pod: ".Length..]).ToArray();
        Assert.Equal("begin", heard[0]);
        Assert.Equal(5, heard.Count(word => word.StartsWith("listed ", StringComparison.Ordinal)));
        Assert.Equal("end", heard[6]);
        Assert.Equal(["changed", "changed", "changed", "deleted"], heard[7..].Select(word => word.Split(' ')[0]));
    }

    [Fact]
    public async Task A_recorded_bookmark_moves_the_version()
    {
        await using var scene = new WatchScene();
        scene.Server.On("GET /api/v1/pods", Transcripts.Exchanges("list-empty").Step("pods").Answer());
        var watch = Transcripts.Exchanges("watch-bookmark").Step("watch of one name while other pods change");
        scene.Server.On("WATCH /api/v1/pods", watch.Answer());
        scene.Start(Pods);

        var again = await scene.Server.RequestAsync("WATCH /api/v1/pods", 2);

        var last = watch.GetProperty("response").GetProperty("lines").EnumerateArray().Last();
        var version = last.GetProperty("object").GetProperty("metadata").GetProperty("resourceVersion").GetString();
        Assert.Contains($"resourceVersion={version}&", again.Target, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("watch-denied", "no rights", "refused")]
    [InlineData("watch-denied", "unknown token", "interrupted")]
    [InlineData("list-unknown-resource", "in an unknown group", "refused")]
    [InlineData("list-unknown-resource", "in a known group", "refused")]
    [InlineData("list-table", "pods", "interrupted")]
    public async Task A_recorded_answer_to_a_list_is_understood(string transcript, string step, string expected)
    {
        await using var scene = new WatchScene();
        scene.Server.On("GET /api/v1/pods", Transcripts.Exchanges(transcript).Step(step).Answer());
        scene.Server.On("GET /api/v1", Reply.Json("""{"kind":"APIResourceList","groupVersion":"v1","resources":[]}"""));
        scene.Start(Pods);

        await scene.Sink.UntilAsync($"Pod: {expected}");

        Assert.DoesNotContain("Pod: end", scene.Sink.Heard);
    }

    [Theory]
    [InlineData("watch-expired", "expired version, bookmarks asked", "expired", 2)]
    [InlineData("watch-server-shutdown", "a watch open while the server is told to stop", "lost", 2)]
    [InlineData("watch-timeout", "1 second, nothing happens", "too_short", 2)]
    public async Task A_recorded_end_of_a_watch_is_understood(string transcript, string step, string reason, int lists)
    {
        await using var scene = new WatchScene();
        scene.Server.On("GET /api/v1/configmaps", Reply.Json(Some.List(10)), Reply.Json(Some.List(100_000)));
        scene.Server.On("WATCH /api/v1/configmaps", Transcripts.Exchanges(transcript).Step(step).Answer());
        scene.Start();

        await scene.PassWaitAsync();
        await scene.Server.RequestAsync("WATCH /api/v1/configmaps", 2);

        Assert.Equal(1, scene.Metrics[$"k8guard_watch_restarts_total{{kind=ConfigMap,reason={reason}}}"]);
        Assert.Equal(lists, scene.Server.Targets("GET /api/v1/configmaps").Length);
    }
}
