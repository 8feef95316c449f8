using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Kubernetes.Events;
using K8GuardScript.Kubernetes.Tests.Doubles;

namespace K8GuardScript.Kubernetes.Tests.Events;

public sealed class EventRecorderTests : IAsyncDisposable
{
    private const string Collection = "/apis/events.k8s.io/v1/namespaces/shop/events";
    private static readonly TimeSpan SixMinutes = TimeSpan.FromMinutes(6);

    private static readonly ClusterEvent Scaled = new()
    {
        Regarding = new ObjectReference(new KindName("apps", "v1", "Deployment"), "shop", "web:1", "u"),
        Action = "Scale",
        Reason = "PolicyViolated",
        Note = "scaled to zero",
        IsWarning = true,
    };

    private readonly CallScene scene = new();
    private readonly EventRecorder recorder;

    public EventRecorderTests() => recorder = new EventRecorder(
        new EventClient(this.scene.Api, new EventSource("k8guard.io/k8guardscript", "guard-0")), this.scene.Time);

    [Fact]
    public async Task What_happens_again_soon_is_a_series_of_the_same_event()
    {
        var name = await ToldAsync();
        OnRepeat(name, Answered(name), Answered(name));

        this.scene.Time.Advance(SixMinutes);
        var second = await recorder.TellAsync(Scaled with { }, default);
        this.scene.Time.Advance(SixMinutes);
        await recorder.TellAsync(Scaled, default);

        Assert.Equal(WriteResult.Done, second.Result);
        Assert.Equal([2, 3], Patches().Select(body => body["series"]!["count"]!.GetValue<int>()));
    }

    [Fact]
    public async Task What_happens_again_late_or_otherwise_is_another_event()
    {
        await ToldAsync();
        this.scene.Time.Advance(SixMinutes + TimeSpan.FromSeconds(1));
        await ToldAsync();
        await ToldAsync(Scaled with { Note = "scaled to one" });
        await ToldAsync(Scaled with { Regarding = Scaled.Regarding with { Uid = "v" } });

        Assert.Empty(Patches());
    }

    [Fact]
    public async Task An_event_that_the_server_forgot_is_told_anew()
    {
        var name = await ToldAsync();
        OnRepeat(name, Reply.Status(404, "NotFound", "no", $$"""{"name":"{{name}}","group":"events.k8s.io","kind":"events"}"""));

        var again = await ToldAsync();

        Assert.NotEqual(name, again);
        Assert.Single(Patches());
    }

    [Theory]
    [InlineData(403, "Forbidden", "Refused")]
    [InlineData(429, "TooManyRequests", "NotNow")]
    [InlineData(500, "InternalError", "Unknown")]
    public async Task A_failure_is_an_outcome_and_the_next_time_is_a_first_time(int code, string reason, string expected)
    {
        this.scene.Server.On($"POST {Collection}", Reply.Status(code, reason, "no"));

        Assert.Equal(expected, (await recorder.TellAsync(Scaled, default)).Result.ToString());
        await ToldAsync();

        Assert.Equal(2, this.scene.Server.Requests.Length);
    }

    [Fact]
    public async Task A_repeat_that_failed_is_counted_by_the_next()
    {
        var name = await ToldAsync();
        OnRepeat(name, Reply.Status(500, "InternalError", "no"), Answered(name));

        Assert.Equal(WriteResult.Unknown, (await recorder.TellAsync(Scaled, default)).Result);
        Assert.Equal(WriteResult.Done, (await recorder.TellAsync(Scaled, default)).Result);

        Assert.Equal([2, 3], Patches().Select(body => body["series"]!["count"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_server_that_says_nothing_holds_the_caller_up_for_ten_seconds_at_most()
    {
        var telling = recorder.TellAsync(Scaled, default);
        await this.scene.Server.RequestAsync($"POST {Collection}");
        this.scene.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(WriteResult.Unknown, (await telling.WaitAsync(Patience.Long)).Result);
    }

    public ValueTask DisposeAsync() => this.scene.DisposeAsync();

    private static Reply Answered(string name, int code = 200) => Reply.Json(
        $$$"""{"kind":"Event","apiVersion":"events.k8s.io/v1","metadata":{"name":"{{{name}}}","namespace":"shop","uid":"e"}}""", code);

    private void OnRepeat(string name, params Reply[] replies) => this.scene.Server.On($"PATCH {Collection}/{name}", replies);

    private IEnumerable<JsonNode> Patches() =>
        this.scene.Server.Requests.Where(request => request.Method == "PATCH").Select(request => JsonNode.Parse(request.Body)!);

    /// <summary>Tells an event for the first time, and says its name, which the client makes up.</summary>
    private async Task<string> ToldAsync(ClusterEvent? told = null)
    {
        this.scene.Server.Otherwise = request => request.Method == "POST" ? Answered(NameIn(request), 201) : null;
        Assert.Equal(WriteResult.Done, (await recorder.TellAsync(told ?? Scaled, default)).Result);
        return NameIn(this.scene.Server.Requests.Last(request => request.Method == "POST"));
    }

    private static string NameIn(ScriptedRequest request) => JsonNode.Parse(request.Body)!["metadata"]!["name"]!.GetValue<string>();
}
