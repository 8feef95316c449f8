using System.Net;
using System.Text;
using Flurl.Http;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Policies;
using Polly;
using Polly.Retry;

namespace K8GuardScript.Channels;

/// <summary>Posts Adaptive Cards to a Microsoft Teams workflow.</summary>
/// <param name="name">the channel's name in the settings</param>
/// <param name="url">where to post; a secret, read anew for each message so that it can be rotated</param>
/// <param name="client">never follows redirects</param>
/// <param name="rulebook">tells the time zone for messages</param>
/// <param name="clock">wall clock</param>
internal sealed class TeamsChannel(string name, WebhookUrlFile url, IFlurlClient client, Rulebook rulebook, TimeProvider clock) : IChannel
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);

    // Only what passes by itself within seconds; everything longer is the notifier's back-off.
    private readonly ResiliencePipeline<HttpResponseMessage> retries = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }
        .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = 1,
            Delay = TimeSpan.FromMilliseconds(500),
            UseJitter = true,
            ShouldHandle = new PredicateBuilder<HttpResponseMessage>().HandleResult(answer => answer.StatusCode is HttpStatusCode.BadGateway),
        })
        .AddTimeout(Deadline)
        .Build();

    /// <inheritdoc />
    public string Name => name;

    /// <inheritdoc />
    public async Task SendAsync(Message message, CancellationToken cancel)
    {
        var target = url.Read();
        var card = AdaptiveCard.Of(message, clock.GetUtcNow(), rulebook.Current.Settings.TimeZone).ToJsonString();
        try
        {
            using var answer = await retries.ExecuteAsync(
                async token =>
                {
                    using var content = new StringContent(card, Encoding.UTF8, "application/json");
                    return await PostAsync(target, content, token).ConfigureAwait(false);
                },
                cancel).ConfigureAwait(false);

            if (!answer.IsSuccessStatusCode) throw new ChannelException($"it answered {(int)answer.StatusCode}", RetryAfter(answer));

            // a workflow answers with nothing or JSON; a page is somebody in between, such as a proxy that wants a sign-in
            if (answer.Content.Headers.ContentType?.MediaType is "text/html") throw new ChannelException("a web page answered in its place");
        }
        catch (Exception failure) when (Explain(failure, cancel) is { } why)
        {
            throw new ChannelException(why);
        }
    }

    private async Task<HttpResponseMessage> PostAsync(Uri target, StringContent content, CancellationToken token)
    {
        try
        {
            return await client.Request(target.AbsoluteUri).AllowAnyHttpStatus().PostAsync(content, token).ConfigureAwait(false);
        }
        catch (FlurlHttpException stopped) when (stopped.InnerException is OperationCanceledException && token.IsCancellationRequested)
        {
            // a cancelled call looks like any failure here; whoever cancelled waits for just this exception
            throw new OperationCanceledException(token);
        }
    }

    private TimeSpan? RetryAfter(HttpResponseMessage answer) =>
        answer.Headers.RetryAfter?.Delta ?? (answer.Headers.RetryAfter?.Date - clock.GetUtcNow());

    // INVARIANT: the texts of these exceptions hold the URL, which is a secret, so only their kind is told.
    private static string? Explain(Exception failure, CancellationToken cancel) => failure switch
    {
        ChannelException => null,
        OperationCanceledException when cancel.IsCancellationRequested => null,
        Polly.Timeout.TimeoutRejectedException or FlurlHttpTimeoutException or OperationCanceledException => "it did not answer in time",
        FlurlHttpException { InnerException: HttpRequestException { HttpRequestError: var error } } => $"it could not be reached ({error})",
        HttpRequestException { HttpRequestError: var error } => $"it could not be reached ({error})",
        FlurlHttpException => "it could not be reached",
        _ => null,
    };
}
