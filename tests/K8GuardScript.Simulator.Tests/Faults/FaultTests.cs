using System.Net;
using System.Net.Sockets;
using System.Text;
using K8GuardScript.Simulator.Faults;

namespace K8GuardScript.Simulator.Tests.Faults;

public sealed class FaultTests
{
    private const string Maps = "/api/v1/namespaces/default/configmaps";

    [Fact]
    public async Task A_fault_strikes_as_often_as_was_asked_and_only_what_it_is_meant_for()
    {
        await using var api = await ApiCaller.StartAsync();
        api.Cluster.Faults.Add(new Fault { Kind = FaultKind.ServerError, Verb = "list", Resource = "configmaps", Times = 2, Code = 503 });

        Assert.Equal(200, (await api.GetAsync("/api/v1/pods")).Status);
        Assert.Equal(404, (await api.GetAsync($"{Maps}/a")).Status);
        Assert.Equal(503, (await api.GetAsync(Maps)).Status);
        Assert.Equal(503, (await api.GetAsync(Maps)).Status);
        Assert.Equal(200, (await api.GetAsync(Maps)).Status);
        Assert.Equal(2, await StruckAsync(api, FaultKind.ServerError, 2));
    }

    [Theory]
    [InlineData(500, "application/json")]
    [InlineData(502, "text/html")]
    [InlineData(503, "application/json")]
    [InlineData(504, "text/html")]
    public async Task A_server_error_is_worded_by_the_server_or_by_a_proxy(int code, string mediaType)
    {
        await using var api = await ApiCaller.StartAsync();
        api.Cluster.Faults.Add(new Fault { Kind = FaultKind.ServerError, Code = code });

        var reply = await api.GetAsync(Maps);

        Assert.Equal((code, mediaType), (reply.Status, reply.MediaType));
    }

    [Theory]
    [InlineData(0, "200")]
    [InlineData(1, "410")]
    public async Task A_watch_is_told_that_its_version_is_gone_in_both_forms(int after, string status)
    {
        await using var api = await ApiCaller.StartAsync();
        api.Cluster.Faults.Add(new Fault { Kind = FaultKind.Gone, Verb = "watch", After = after });

        using var watch = await api.WatchAsync($"{Maps}?watch=1&resourceVersion={api.Cluster.Revision}");

        Assert.Equal(status, watch.Status.ToString());
        var told = (await watch.NextAsync())!;
        Assert.Equal(410, (int)(told["object"] ?? told)["code"]!);
        Assert.Null(await watch.NextAsync());
    }

    [Fact]
    public async Task A_reset_cuts_the_body_in_the_middle()
    {
        await using var api = await ApiCaller.StartAsync();
        api.Cluster.Faults.Add(new Fault { Kind = FaultKind.Reset, After = 10 });

        var (text, ended) = await RawAsync(api.Cluster.Address, $"GET {Maps} HTTP/1.1");

        // a reset may take along what was sent before it
        Assert.True(ended);
        Assert.DoesNotContain("{\"kind\":\"Co", text, StringComparison.Ordinal);
        Assert.Equal(200, (await api.GetAsync(Maps)).Status);
        Assert.Equal(1, await StruckAsync(api, FaultKind.Reset, 1));
    }

    [Fact]
    public async Task A_half_open_connection_is_silent_until_the_client_goes()
    {
        await using var api = await ApiCaller.StartAsync();
        api.Cluster.Faults.Add(new Fault { Kind = FaultKind.HalfOpen, After = 10 });

        var (text, ended) = await RawAsync(api.Cluster.Address, $"GET {Maps} HTTP/1.1");

        Assert.False(ended);
        Assert.Contains("{\"kind\":\"C", text, StringComparison.Ordinal);
        Assert.DoesNotContain("{\"kind\":\"Co", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_body_arrives_piece_by_piece_and_whole()
    {
        var clock = new ManualClock();
        await using var api = await ApiCaller.StartAsync(new SimulatorOptions { Clock = clock });
        api.Put($$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"big"},"data":{"a":"{{new string('x', 2000)}}" } }""");
        api.Cluster.Faults.Add(new Fault { Kind = FaultKind.SlowBody });

        var answering = api.GetAsync(Maps);
        Assert.False(answering.IsCompleted);
        while (!answering.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(["big"], (await answering).ItemNames);
    }

    [Fact]
    public async Task A_write_whose_answer_is_lost_was_carried_out()
    {
        await using var api = await ApiCaller.StartAsync();
        api.Cluster.Faults.Add(new Fault { Kind = FaultKind.LostAnswer, Verb = "create" });

        await Assert.ThrowsAsync<HttpRequestException>(() => api.PostAsync(Maps, """{"metadata":{"name":"a"}}"""));

        Assert.NotNull(api.Cluster.Get("v1", "ConfigMap", "default", "a"));
    }

    [Fact]
    public async Task A_stale_list_is_one_of_the_past_with_its_version()
    {
        await using var api = await ApiCaller.StartAsync();
        Add(api, "a");
        var past = api.Cluster.Revision;
        Add(api, "b");
        Add(api, "c");
        api.Cluster.Faults.Add(new Fault { Kind = FaultKind.StaleRead, After = 2 });

        var stale = await api.GetAsync(Maps);

        Assert.Equal(["a"], stale.ItemNames);
        Assert.Equal(past.ToString(), stale.Version);
        Assert.Equal(["a", "b", "c"], (await api.GetAsync(Maps)).ItemNames);
    }

    [Theory]
    [InlineData(FaultKind.DuplicateEvent, "ADDED a,ADDED b,ADDED b,ADDED c")]
    [InlineData(FaultKind.DropEvent, "ADDED a,ADDED c,ADDED d,ADDED e")]
    public async Task An_event_comes_twice_or_not_at_all(FaultKind kind, string expected)
    {
        await using var api = await ApiCaller.StartAsync();
        var from = api.Cluster.Revision;
        foreach (var name in "abcde") Add(api, name.ToString());
        api.Cluster.Faults.Add(new Fault { Kind = kind, Verb = "watch", After = 1 });

        using var watch = await api.WatchAsync($"{Maps}?watch=1&resourceVersion={from}");

        var seen = new List<string>();
        while (seen.Count < 4) seen.Add(await watch.NextTitleAsync());
        Assert.Equal(expected, string.Join(',', seen));
    }

    [Fact]
    public async Task What_does_not_fit_a_request_lets_it_through_and_is_not_counted()
    {
        await using var api = await ApiCaller.StartAsync();
        api.Cluster.Faults.Add(new Fault { Kind = FaultKind.DropEvent });

        Assert.Equal(200, (await api.GetAsync(Maps)).Status);

        Assert.Empty(api.Cluster.Faults.Struck);
    }

    [Fact]
    public async Task Faults_are_asked_for_and_stopped_over_HTTP()
    {
        await using var api = await ApiCaller.StartAsync();

        await api.PostAsync("/faults", """{"kind":"tooManyRequests","retryAfter":"7","times":5}""");
        var struck = await api.GetAsync(Maps);
        await api.SendAsync("DELETE", "/faults");
        var after = await api.GetAsync("/faults");

        Assert.Equal(429, struck.Status);
        Assert.Equal(200, (await api.GetAsync(Maps)).Status);
        Assert.Equal("""{"waiting":[],"struck":{"tooManyRequests":1}}""", after.Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"kind":"earthquake"}""")]
    [InlineData("""{"kind":"reset","verbs":"list"}""")]
    [InlineData("""{"kind":"reset","verb":"frob"}""")]
    [InlineData("""{"kind":"reset","retryAfter":2}""")]
    [InlineData("""{"kind":"reset","times":0}""")]
    [InlineData("""{"kind":"reset","after":-1}""")]
    [InlineData("""{"kind":"serverError","code":200}""")]
    [InlineData("""{"seed":1,"share":0}""")]
    [InlineData("""{"seed":"one"}""")]
    public async Task A_fault_that_makes_no_sense_is_refused_with_an_example(string body)
    {
        await using var api = await ApiCaller.StartAsync();

        var reply = await api.PostAsync("/faults", body);

        Assert.Equal(400, reply.Status);
        Assert.Contains("write such as {", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("K8GuardScript", reply.Text, StringComparison.Ordinal);
        Assert.Empty(api.Cluster.Faults.Waiting);
    }

    private static void Add(ApiCaller api, string name) =>
        api.Put($$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"{{name}}" } }""");

    /// <summary>What arrives on the wire, and whether the connection ended; a connection that stays open is left after a while.</summary>
    private static async Task<(string Text, bool Ended)> RawAsync(Uri address, string request)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, address.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"{request}\r\nHost: x\r\nConnection: close\r\n\r\n"));
        var text = new StringBuilder();
        var buffer = new byte[4096];
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        try
        {
            while (true)
            {
                if (text.ToString().Contains("{\"kind\":\"C", StringComparison.Ordinal)) patience.CancelAfter(TimeSpan.FromSeconds(1));
                var read = await socket.ReceiveAsync(buffer, patience.Token);
                if (read == 0) return (text.ToString(), true);
                text.Append(Encoding.ASCII.GetString(buffer, 0, read));
            }
        }
        catch (SocketException)
        {
            return (text.ToString(), true);
        }
        catch (OperationCanceledException)
        {
            return (text.ToString(), false);
        }
    }

    // a client sees its connection end before the server has noted why
    private static async Task<int> StruckAsync(ApiCaller api, FaultKind kind, int atLeast)
    {
        while (api.Cluster.Faults.Struck.GetValueOrDefault(kind) < atLeast)
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, TestContext.Current.CancellationToken);

        return api.Cluster.Faults.Struck[kind];
    }
}
