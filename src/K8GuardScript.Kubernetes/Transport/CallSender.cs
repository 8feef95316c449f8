using K8GuardScript.Core.Guard.Clocks;
using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Kubernetes.Measuring;
using Microsoft.Extensions.Logging;

namespace K8GuardScript.Kubernetes.Transport;

/// <summary>Sends a call once, and notes what the head of its answer says beside the answer.</summary>
internal sealed class CallSender(ClusterEndpoint endpoint, TimeProvider time, ApiMetrics metrics, ILogger log, IServerClock? clock) : IDisposable
{
    /// <summary>A watch that is not answered is none; API servers give up a request after 60 s themselves.</summary>
    private static readonly TimeSpan LongestWaitForWatch = TimeSpan.FromSeconds(65);

    private readonly ServerConnections connections = new(endpoint, time, metrics, log);
    private readonly CallHeaders headers = new(endpoint);
    private readonly ServerWarnings warnings = new(log);

    /// <summary>What the answers say of the server's clock.</summary>
    public ServerClock Clock { get; } = new(time);

    /// <summary>Comes back when the head of the answer is there, whatever its code.</summary>
    /// <exception cref="CallFailedException">there is no answer</exception>
    /// <exception cref="OperationCanceledException">the caller gave up</exception>
    public async Task<(AnswerHead Head, Stream Body)> TryAsync(ApiCall call, Credential credential, CallDeadline deadline)
    {
        var timer = new CallTimer(metrics, time, call.Verb, call.Kind);
        var connection = connections.Enter(call, credential);
        HttpResponseMessage? response = null;
        try
        {
            deadline.EndWith(connection.Cut);
            using var request = headers.RequestFor(call, credential);
            var sent = time.GetTimestamp();
            if (call.IsWatch) deadline.Restart(LongestWaitForWatch);
            response = await connection.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            Note(call, response, credential, time.GetElapsedTime(sent));
            if (call.IsWatch)
            {
                deadline.Restart(call.Deadline);
                timer.Finish((int)response.StatusCode);
            }

            var body = await response.Content.ReadAsStreamAsync(deadline.Token);
            return (new AnswerHead(response, connection, timer, time), body);
        }
        catch (Exception e)
        {
            response?.Dispose();
            connection.Dispose();
            var gaveUp = e is OperationCanceledException && deadline.CallerCanceled;
            if (gaveUp || e is not (HttpRequestException or IOException or OperationCanceledException)) throw;

            var failure = CallFailedException.From(e, deadline, credential);
            timer.Finish(failure.Failure);
            throw failure;
        }
    }

    /// <inheritdoc />
    public void Dispose() => connections.Dispose();

    private void Note(ApiCall call, HttpResponseMessage response, Credential credential, TimeSpan roundTrip)
    {
        Clock.Note(response.Headers.Date, roundTrip);
        if (response.Headers.Date is { } date) clock?.Seen(date, roundTrip);
        warnings.Note(response, credential);
        if ((int)response.StatusCode != 429) return;
        var flowSchema = response.Headers.TryGetValues("X-Kubernetes-PF-FlowSchema-UID", out var said) ? string.Join(' ', said) : "";
        TransportLog.HeldBack(log, call.Verb, call.Kind, PlainText.Of(flowSchema, 64));
    }
}
