namespace K8GuardScript.Kubernetes.Watching;

/// <summary>Says when all objects of a kind should be compared again.</summary>
/// <param name="every">zero for never</param>
/// <param name="time">its clock</param>
/// <param name="random">spreads the kinds, and the copies of this program</param>
internal sealed class CompareClock(TimeSpan every, TimeProvider time, Random random)
{
    private long started = time.GetTimestamp();
    private TimeSpan after = Jittered(every, random);

    /// <summary>Whether it is time.</summary>
    public bool IsDue => every > TimeSpan.Zero && time.GetElapsedTime(started) >= after;

    /// <summary>All was listed just now.</summary>
    public void Restart()
    {
        started = time.GetTimestamp();
        after = Jittered(every, random);
    }

    private static TimeSpan Jittered(TimeSpan length, Random random) => length * (0.75 + (random.NextDouble() / 2));
}
