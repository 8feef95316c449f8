using System.Globalization;
using K8GuardScript.Kubernetes.Transport;

namespace K8GuardScript.Kubernetes.Measuring;

/// <summary>Measures one call; only the first word about how it ended counts.</summary>
internal sealed class CallTimer(ApiMetrics metrics, TimeProvider time, string verb, string kind)
{
    private readonly long started = time.GetTimestamp();
    private int finished;

    /// <param name="code">of HTTP</param>
    public void Finish(int code) => Finish(code.ToString(CultureInfo.InvariantCulture));

    /// <param name="failure">why there is no whole answer</param>
    public void Finish(CallFailure failure) => Finish(failure switch
    {
        CallFailure.TimedOut => "timed_out",
        CallFailure.NotConnected => "not_connected",
        CallFailure.Lost => "lost",
        CallFailure.TooLarge => "too_large",
        CallFailure.Throttled => "throttled",
        _ => "no_credentials",
    });

    private void Finish(string result)
    {
        if (Interlocked.Exchange(ref finished, 1) == 0) metrics.Call(verb, kind, result, time.GetElapsedTime(started));
    }
}
