using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Kubernetes.Tests.Doubles;
using K8GuardScript.Kubernetes.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace K8GuardScript.Kubernetes.Tests.Transport;

public sealed class RetryTests : IAsyncDisposable
{
    private const string Pods = "GET /api/v1/pods";

    private readonly ScriptedServer server = new();
    private readonly MetricTally metrics = new();
    private readonly ManualTime time = new();

    [Theory]
    [InlineData(429, "busy")]
    [InlineData(500, "failing")]
    [InlineData(502, "failing")]
    [InlineData(503, "failing")]
    public async Task A_read_is_sent_again_after_the_time_that_the_server_names(int code, string reason)
    {
        this.server.On(Pods, Busy(code, "Retry-After: 3"), Reply.Json("{}"));
        using var api = Client();

        var opening = api.OpenAsync(List, default);
        Assert.Equal(TimeSpan.FromSeconds(3), await time.PassNextAsync(TimeSpan.FromSeconds(20)));
        using var answer = await opening.WaitAsync(Patience.Long);

        Assert.Equal((200, 2), (answer.Code, this.server.Requests.Length));
        Assert.Equal(1, metrics[$"k8guard_api_retries_total{{verb=list,reason={reason}}}"]);
        Assert.Equal(1, metrics[$"k8guard_api_request_duration_seconds{{verb=list,kind=Pod,result={code}}}"]);
    }

    [Theory]
    [InlineData(429, "X: y")]
    [InlineData(503, "Retry-After: soon")]
    [InlineData(404, "Retry-After: 1")]
    [InlineData(504, "Retry-After: 1")]
    [InlineData(503, "Retry-After: 11")]
    [InlineData(503, "Retry-After: 999999999999")]
    public async Task Without_a_short_time_that_is_named_the_caller_gets_the_answer(int code, string header)
    {
        this.server.On(Pods, Busy(code, header));
        using var api = Client();

        using var answer = await api.OpenAsync(List, default).WaitAsync(Patience.Long);

        Assert.Equal((code, 1), (answer.Code, this.server.Requests.Length));
        Assert.Equal("no", (await answer.ReadErrorAsync()).Status?.Message);
    }

    [Fact]
    public async Task A_server_that_stays_busy_is_asked_ten_times_within_ten_seconds_and_no_more()
    {
        this.server.On(Pods, [.. Enumerable.Repeat(Busy(429, "Retry-After: 0"), 20)]);
        using var api = Client();

        var opening = api.OpenAsync(List, default);
        for (var wait = 0; wait < 9; wait++) Assert.Equal(TimeSpan.FromSeconds(1), await time.PassNextAsync(TimeSpan.FromSeconds(5)));
        using var answer = await opening.WaitAsync(Patience.Long);

        Assert.Equal((429, 10), (answer.Code, this.server.Requests.Length));
        Assert.Equal(TimeSpan.Zero, (await answer.ReadErrorAsync()).RetryAfter);
    }

    [Fact]
    public async Task A_wait_that_would_outlast_the_deadline_is_not_begun()
    {
        this.server.On(Pods, Busy(503, "Retry-After: 5"));
        using var api = Client();

        using var answer = await api.OpenAsync(List with { Deadline = TimeSpan.FromSeconds(5) }, default).WaitAsync(Patience.Long);

        Assert.Equal(503, answer.Code);
    }

    [Fact]
    public async Task Who_gives_up_does_not_wait_for_the_next_try()
    {
        this.server.On(Pods, Busy(503, "Retry-After: 5"));
        using var api = Client();
        using var stop = new CancellationTokenSource();

        var opening = api.OpenAsync(List, stop.Token);
        await this.server.RequestAsync(Pods);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening.WaitAsync(Patience.Long));
    }

    [Fact]
    public async Task A_write_is_sent_once_whatever_comes()
    {
        this.server.On("DELETE /api/v1/pods", Busy(429, "Retry-After: 1"), Busy(503, "Retry-After: 1"), Busy(401, "X: y"));
        using var api = Client(new TurningCredentials(new Credential("old"), new Credential("new")));
        var delete = new ApiCall(HttpMethod.Delete, "delete", "Pod", "/api/v1/pods", TimeSpan.FromSeconds(30));

        foreach (var code in (int[])[429, 503, 401])
        {
            using var answer = await api.OpenAsync(delete, default).WaitAsync(Patience.Long);
            Assert.Equal(code, answer.Code);
        }

        Assert.Equal(3, this.server.Requests.Length);
    }

    [Fact]
    public async Task A_watch_is_left_to_who_watches()
    {
        this.server.On("WATCH /api/v1/pods", Busy(429, "Retry-After: 1"));
        using var api = Client();

        using var answer = await api.OpenAsync(Watch, default).WaitAsync(Patience.Long);

        Assert.Equal(429, answer.Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_401_a_read_or_a_watch_goes_once_more_with_what_is_new(bool isWatch)
    {
        this.server.On(isWatch ? "WATCH /api/v1/pods" : Pods, Busy(401, "X: y"), Busy(401, "X: y"), Reply.Json("{}"));
        using var api = Client(new TurningCredentials(new Credential("one"), new Credential("two"), new Credential("three")));

        using var answer = await api.OpenAsync(isWatch ? Watch : List, default).WaitAsync(Patience.Long);

        Assert.Equal(401, answer.Code);
        Assert.Equal(["Bearer one", "Bearer two"], this.server.Requests.Select(request => request.Headers["authorization"]));
        Assert.Equal(1, metrics[$"k8guard_api_retries_total{{verb={(isWatch ? "watch" : "list")},reason=unauthorized}}"]);
    }

    [Fact]
    public async Task After_a_401_the_same_again_is_not_tried()
    {
        this.server.On(Pods, Busy(401, "X: y"));
        using var api = Client(new TurningCredentials(new Credential("one"), new Credential("one")));

        using var answer = await api.OpenAsync(List, default).WaitAsync(Patience.Long);

        Assert.Equal((401, 1), (answer.Code, this.server.Requests.Length));
    }

    [Fact]
    public async Task Calls_beyond_the_burst_wait_for_their_turn_and_watches_do_not()
    {
        this.server.On(Pods, Reply.Json("{}"), Reply.Json("{}"), Reply.Json("{}"));
        this.server.On("WATCH /api/v1/pods", Reply.Watch(ReplyEnd.Silence));
        using var api = Client(rate: new CallRate(1, 1));

        using var first = await api.OpenAsync(List, default).WaitAsync(Patience.Long);
        using var watch = await api.OpenAsync(Watch, default).WaitAsync(Patience.Long);
        var second = api.OpenAsync(List, default);
        Assert.Equal(TimeSpan.FromSeconds(1), await time.PassNextAsync(TimeSpan.FromSeconds(5)));
        using var answer = await second.WaitAsync(Patience.Long);

        Assert.Equal(200, answer.Code);
        Assert.Equal(1, metrics["k8guard_api_rate_limit_wait_seconds{verb=list}"]);
        Assert.Equal((2, 1), (metrics["k8guard_api_requests_in_flight{verb=list}"], metrics["k8guard_api_requests_in_flight{verb=watch}"]));
    }

    [Fact]
    public async Task A_turn_that_would_come_after_the_deadline_is_not_waited_for_and_nothing_is_sent()
    {
        this.server.On(Pods, Reply.Json("{}"));
        using var api = Client(rate: new CallRate(0.1, 1));
        (await api.OpenAsync(List, default).WaitAsync(Patience.Long)).Dispose();

        var thrown = await Assert.ThrowsAsync<CallFailedException>(
            () => api.OpenAsync(List with { Deadline = TimeSpan.FromSeconds(9) }, default).WaitAsync(Patience.Long));

        Assert.Equal(CallFailure.Throttled, thrown.Failure);
        Assert.Single(this.server.Requests);
        Assert.Equal(1, metrics["k8guard_api_request_duration_seconds{verb=list,kind=Pod,result=throttled}"]);
        Assert.Equal(0, metrics["k8guard_api_requests_in_flight{verb=list}"]);
    }

    public async ValueTask DisposeAsync()
    {
        await this.server.DisposeAsync();
        metrics.Dispose();
    }

    private static ApiCall List { get; } = ApiCall.Get("list", "Pod", "/api/v1/pods", TimeSpan.FromSeconds(90));

    private static ApiCall Watch { get; } =
        ApiCall.Get("watch", "Pod", "/api/v1/pods?watch=true", TimeSpan.FromSeconds(600)) with { IsWatch = true };

    private static Reply Busy(int code, string header) => Reply.Status(code, "Busy", "no", "{}", header);

    private ApiClient Client(ICredentialSource? credentials = null, CallRate? rate = null) => ApiClient.Create(
        new ClusterEndpoint
        {
            Server = this.server.Address,
            Description = "here",
            Credentials = credentials ?? new FixedToken(null),
            Rate = rate ?? CallRate.Default,
        },
        time, NullLoggerFactory.Instance, metrics.Meter);
}
