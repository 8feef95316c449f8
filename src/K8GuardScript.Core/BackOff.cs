using System.Collections.Concurrent;

namespace K8GuardScript.Core;

/// <summary>Spaces out tries that keep failing, for each key on its own: the pause doubles from the first to the most. Safe from any thread.</summary>
/// <param name="first">the pause after the first failure</param>
/// <param name="most">no pause is longer</param>
/// <param name="clock">only its monotonic side is used</param>
internal sealed class BackOff<TKey>(TimeSpan first, TimeSpan most, TimeProvider clock)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, (int Failures, long Since)> failing = new();

    /// <summary>Whether the key may be tried now.</summary>
    public bool Allows(TKey key) => Left(key) <= TimeSpan.Zero;

    /// <summary>How long it is until the key may be tried; not positive if it may now.</summary>
    public TimeSpan Left(TKey key) =>
        failing.TryGetValue(key, out var state) ? Pause(state.Failures) - clock.GetElapsedTime(state.Since) : TimeSpan.Zero;

    public void Succeeded(TKey key) => failing.TryRemove(key, out _);

    public void Failed(TKey key) =>
        failing.AddOrUpdate(key, _ => (1, clock.GetTimestamp()), (_, state) => (state.Failures + 1, clock.GetTimestamp()));

    private TimeSpan Pause(int failures)
    {
        var doubled = first * Math.Pow(2, Math.Min(failures, 20) - 1);
        return doubled < most ? doubled : most;
    }
}
