using System.Diagnostics.Metrics;
using K8GuardScript.Core.Guard.Clocks;
using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Kubernetes.Measuring;
using Microsoft.Extensions.Logging;

namespace K8GuardScript.Kubernetes.Transport;

/// <summary>
/// Sends calls to one API server: credentials, deadlines, rate, retries, measuring. Knows nothing of what the calls mean.
/// </summary>
/// <remarks>HTTP/1.1 throughout: .NET's HTTP/2 does not notice a dead connection in three cases (dotnet/runtime#120179).</remarks>
internal sealed class ApiClient : IDisposable
{
    private const int Unauthorized = 401;

    private readonly CallSender sender;
    private readonly CallBudget budget;

    private ApiClient(ClusterEndpoint endpoint, TimeProvider time, ILoggerFactory loggers, Meter meter, IServerClock? clock)
    {
        Endpoint = endpoint;
        Time = time;
        Loggers = loggers;
        Metrics = new ApiMetrics(meter);
        Metrics.Observe(endpoint);
        sender = new CallSender(endpoint, time, Metrics, loggers.CreateLogger("K8GuardScript.Kubernetes.Transport"), clock);
        budget = new CallBudget(endpoint.Rate, time);
    }

    /// <summary>The cluster that is called.</summary>
    public ClusterEndpoint Endpoint { get; }

    /// <summary>The clock of all deadlines and waits.</summary>
    public TimeProvider Time { get; }

    /// <summary>For those that are built on this client.</summary>
    public ILoggerFactory Loggers { get; }

    /// <summary>For those that are built on this client.</summary>
    public ApiMetrics Metrics { get; }

    /// <summary>How far the server's clock is ahead of ours, to about a second; null before the first answer.</summary>
    public TimeSpan? ServerClockOffset => sender.Clock.Offset;

    /// <summary>Opens no connection yet.</summary>
    /// <param name="endpoint">the server</param>
    /// <param name="time">of deadlines and waits</param>
    /// <param name="loggers">for it and those that are built on it</param>
    /// <param name="meter">likewise</param>
    /// <param name="clock">hears the time of every answer; null for nobody</param>
    public static ApiClient Create(
        ClusterEndpoint endpoint, TimeProvider time, ILoggerFactory loggers, Meter meter, IServerClock? clock = null) =>
        new(endpoint, time, loggers, meter, clock);

    /// <summary>
    /// Sends the call and comes back when the head of the answer is there, whatever its code. A call that reads is sent again
    /// when the server names a short time to wait, and once when another credential can be had after a 401.
    /// </summary>
    /// <exception cref="CallFailedException">there is no answer</exception>
    /// <exception cref="OperationCanceledException">the caller gave up</exception>
    public async Task<ApiAnswer> OpenAsync(ApiCall call, CancellationToken cancel)
    {
        var deadline = new CallDeadline(call.Deadline, Time, cancel);
        try
        {
            return await OpenAsync(call, deadline);
        }
        catch
        {
            deadline.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        sender.Dispose();
        Endpoint.Credentials.Stop();
    }

    private async Task<ApiAnswer> OpenAsync(ApiCall call, CallDeadline deadline)
    {
        var plan = new RetryPlan(call);
        var credential = await CredentialAsync(call, deadline);
        while (true)
        {
            if (!call.IsWatch) await WaitForTurnAsync(call, deadline);
            var (head, body) = await sender.TryAsync(call, credential, deadline);
            try
            {
                if (head.Code == Unauthorized)
                {
                    Endpoint.Credentials.Rejected(credential);
                    var other = plan.MayRenew() ? await CredentialAsync(call, deadline) : credential;
                    if (other.IsSameAs(credential)) return new ApiAnswer(head, body, deadline, credential);
                    credential = other;
                    Metrics.Retried(call.Verb, "unauthorized");
                }
                else if (plan.WaitAfter(head.Code, head.RetryAfter, deadline.Remaining) is { } wait)
                {
                    head.Dispose();
                    Metrics.Retried(call.Verb, head.Code == 429 ? "busy" : "failing");
                    await PauseAsync(wait, deadline);
                }
                else
                {
                    return new ApiAnswer(head, body, deadline, credential);
                }
            }
            catch
            {
                head.Dispose();
                throw;
            }

            head.Dispose();
        }
    }

    private async Task<Credential> CredentialAsync(ApiCall call, CallDeadline deadline)
    {
        var timer = new CallTimer(Metrics, Time, call.Verb, call.Kind);
        try
        {
            return await Endpoint.Credentials.GetAsync(deadline.Token);
        }
        catch (Exception e) when (e is CredentialException || (e is OperationCanceledException && !deadline.CallerCanceled))
        {
            timer.Finish(CallFailure.NoCredentials);
            throw e is CredentialException
                ? CallFailedException.From(e, deadline)
                : new CallFailedException(CallFailure.NoCredentials, "there were no credentials in time", e);
        }
    }

    private async Task WaitForTurnAsync(ApiCall call, CallDeadline deadline)
    {
        if (budget.Take(deadline.Remaining) is not { } wait)
        {
            new CallTimer(Metrics, Time, call.Verb, call.Kind).Finish(CallFailure.Throttled);
            throw new CallFailedException(CallFailure.Throttled, "too many calls wait for their turn already; nothing was sent");
        }

        if (wait == TimeSpan.Zero) return;
        Metrics.Waited(call.Verb, wait);
        try
        {
            await PauseAsync(wait, deadline);
        }
        catch
        {
            budget.Return();
            throw;
        }
    }

    private async Task PauseAsync(TimeSpan wait, CallDeadline deadline)
    {
        try
        {
            await Task.Delay(wait, Time, deadline.Token);
        }
        catch (OperationCanceledException e) when (!deadline.CallerCanceled)
        {
            throw CallFailedException.From(e, deadline);
        }
    }
}
