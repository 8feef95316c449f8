using K8GuardScript.Kubernetes.Configuration;

namespace K8GuardScript.Kubernetes.Transport;

/// <summary>
/// A token bucket that is kept as one instant: the one at which it is full again. Turns are given in the order in which
/// they were asked for. Own code, as the runtime's limiter knows no <see cref="TimeProvider"/>.
/// </summary>
internal sealed class CallBudget(CallRate rate, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly TimeSpan one = TimeSpan.FromSeconds(1 / rate.PerSecond);
    private readonly long start = time.GetTimestamp();
    private TimeSpan fullAt;

    /// <summary>Takes a turn.</summary>
    /// <param name="patience">turns that come later than this are not taken</param>
    /// <returns>how long to wait before it; null when it would come too late</returns>
    public TimeSpan? Take(TimeSpan patience)
    {
        lock (gate)
        {
            var now = time.GetElapsedTime(start);
            var from = fullAt > now ? fullAt : now;
            var wait = from + one - now - one * rate.Burst;
            if (wait > patience) return null;
            fullAt = from + one;
            return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
        }
    }

    /// <summary>Gives back a turn that was taken and not used.</summary>
    public void Return()
    {
        lock (gate) fullAt -= one;
    }
}
