using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Flurl.Http;
using K8GuardScript.Channels;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Policies;

namespace K8GuardScript.Tests.Channels;

public sealed class TeamsChannelTests : IDisposable
{
    private const string Secret = "/workflows/s3cr3t/triggers/manual?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=aB%2Bc%25d%20-_%3D";
    private readonly TempFolder folder = new();
    private readonly ManualClock clock = new();
    private readonly FlurlClient client = new(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }));

    public void Dispose()
    {
        client.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(200)]
    [InlineData(202)]
    public async Task An_answer_of_success_means_accepted(int status)
    {
        await using var server = await WebhookServer.StartAsync(status);

        await Channel(server.Address + Secret).SendAsync(Some.Message(), TestContext.Current.CancellationToken);

        Assert.StartsWith("application/json", Assert.Single(server.ContentTypes), StringComparison.Ordinal);
        Assert.Equal("message", (string?)JsonNode.Parse(Assert.Single(server.Bodies))!["type"]);
    }

    [Fact]
    public async Task A_web_page_is_no_acceptance_whatever_its_status()
    {
        await using var server = await WebhookServer.StartAsync(200);
        server.AnswersAs = "text/html; charset=utf-8";

        await Assert.ThrowsAsync<ChannelException>(
            () => Channel(server.Address + Secret).SendAsync(Some.Message(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_url_is_asked_for_exactly_as_the_file_has_it()
    {
        await using var server = await WebhookServer.StartAsync(202);

        await Channel(server.Address + Secret).SendAsync(Some.Message(), TestContext.Current.CancellationToken);

        // the signature covers the query as it is written
        Assert.Equal([Secret], server.Targets);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task Any_other_answer_is_a_failure_that_does_not_tell_the_url(int status)
    {
        await using var server = await WebhookServer.StartAsync(status, 200);

        var failure = await RefusedAsync(Channel(server.Address + Secret), server.Address);

        Assert.Contains($"{status}", failure.Message, StringComparison.Ordinal);
        Assert.Single(server.Targets);
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("Tue, 24 Nov 2026 12:05:00 GMT", 300)]
    [InlineData("soon", null)]
    [InlineData(null, null)]
    public async Task How_long_the_server_asks_to_be_left_alone_is_told(string? header, int? seconds)
    {
        await using var server = await WebhookServer.StartAsync(429);
        server.RetryAfter = header;

        var failure = await RefusedAsync(Channel(server.Address + Secret), server.Address);

        Assert.Equal(seconds, (int?)failure.RetryAfter?.TotalSeconds);
    }

    [Fact]
    public async Task A_bad_gateway_is_tried_once_more_after_a_moment()
    {
        await using var server = await WebhookServer.StartAsync(502, 202);

        var sending = Channel(server.Address + Secret).SendAsync(Some.Message(), TestContext.Current.CancellationToken);
        while (!sending.IsCompleted)
        {
            await Task.WhenAny(sending, clock.NextTimerAsync(TestContext.Current.CancellationToken));
            if (server.Bodies.Count == 1) clock.Advance(TimeSpan.FromSeconds(2));
        }

        await sending;
        Assert.Equal(2, server.Bodies.Count);
        Assert.Equal(server.Bodies[0], server.Bodies[1]);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up()
    {
        await using var server = await WebhookServer.StartAsync(WebhookServer.Hang);

        var refused = RefusedAsync(Channel(server.Address + Secret), server.Address);
        await clock.NextTimerAsync(TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("it did not answer in time", (await refused).Message);
    }

    [Fact]
    public async Task Stopping_the_program_is_no_failure_of_the_channel()
    {
        await using var server = await WebhookServer.StartAsync(WebhookServer.Hang);
        using var stop = new CancellationTokenSource();

        var sending = Channel(server.Address + Secret).SendAsync(Some.Message(), stop.Token);
        await clock.NextTimerAsync(TestContext.Current.CancellationToken);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_failure_that_does_not_tell_the_url()
    {
        var address = FreeAddress();

        var failure = await RefusedAsync(Channel(address + Secret), address);

        Assert.Contains("could not be reached", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_url_in_the_file_is_used_for_the_next_message()
    {
        await using var old = await WebhookServer.StartAsync(200);
        await using var rotated = await WebhookServer.StartAsync(200);
        var channel = Channel(old.Address + Secret);
        await channel.SendAsync(Some.Message(), TestContext.Current.CancellationToken);

        folder.Write("url", rotated.Address + Secret);
        await channel.SendAsync(Some.Message(), TestContext.Current.CancellationToken);

        Assert.Single(old.Bodies);
        Assert.Single(rotated.Bodies);
    }

    private TeamsChannel Channel(string url) =>
        new("payments-teams", new WebhookUrlFile(folder.Write("url", url + "\n")), client, new Rulebook(), clock);

    private static async Task<ChannelException> RefusedAsync(TeamsChannel channel, string address)
    {
        var failure = await Assert.ThrowsAsync<ChannelException>(() => channel.SendAsync(Some.Message(), TestContext.Current.CancellationToken));
        var told = failure.ToString();
        Assert.DoesNotContain("s3cr3t", told, StringComparison.Ordinal);
        Assert.DoesNotContain("sig=", told, StringComparison.Ordinal);
        Assert.DoesNotContain(new Uri(address).Authority, told, StringComparison.Ordinal);
        return failure;
    }

    private static string FreeAddress()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return $"http://{probe.LocalEndPoint}";
    }
}
