using K8GuardScript.Kubernetes.Measuring;

namespace K8GuardScript.Kubernetes.Transport;

/// <summary>One try of a call whose head of the answer has arrived. Disposing frees the connection.</summary>
internal sealed class AnswerHead(HttpResponseMessage response, IDisposable connection, CallTimer timer, TimeProvider time) : IDisposable
{
    /// <summary>Of HTTP.</summary>
    public int Code { get; } = (int)response.StatusCode;

    /// <summary>As HttpClient has it.</summary>
    public HttpResponseMessage Response => response;

    /// <summary>How long the header asks us to wait; null without the header.</summary>
    public TimeSpan? RetryAfter { get; } = RetryAfterOf(response, time);

    /// <summary>For the measuring: the body did not come whole.</summary>
    public void Failed(CallFailure failure) => timer.Finish(failure);

    /// <inheritdoc />
    public void Dispose()
    {
        timer.Finish(Code);
        response.Dispose();
        connection.Dispose();
    }

    private static TimeSpan? RetryAfterOf(HttpResponseMessage response, TimeProvider time)
    {
        var said = response.Headers.RetryAfter;
        if (said?.Delta is { } delta) return delta;
        if (said?.Date is not { } date) return null;
        return date > time.GetUtcNow() ? date - time.GetUtcNow() : TimeSpan.Zero;
    }
}
