using System.Collections.Concurrent;

namespace K8GuardScript.Core.Notify;

/// <summary>Keeps a channel that does not accept from being hammered. Safe from any thread.</summary>
internal sealed class ChannelBackOff(TimeProvider clock)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<string, (int Failures, long Since)> failing = new(StringComparer.Ordinal);

    /// <summary>Whether the channel may be tried now.</summary>
    public bool Allows(string channel) =>
        !failing.TryGetValue(channel, out var state) || clock.GetElapsedTime(state.Since) >= Delay(state.Failures);

    /// <summary>How long after its n-th failure in a row a channel is left alone.</summary>
    public static TimeSpan Delay(int failures)
    {
        var doubled = First * Math.Pow(2, Math.Min(failures, 20) - 1);
        return doubled < Most ? doubled : Most;
    }

    public void Succeeded(string channel) => failing.TryRemove(channel, out _);

    public void Failed(string channel) =>
        failing.AddOrUpdate(channel, _ => (1, clock.GetTimestamp()), (_, state) => (state.Failures + 1, clock.GetTimestamp()));
}
