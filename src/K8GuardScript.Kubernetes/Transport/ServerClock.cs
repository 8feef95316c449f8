namespace K8GuardScript.Kubernetes.Transport;

/// <summary>What the server's <c>Date</c> headers say of its clock. Safe to use from many tasks at once.</summary>
internal sealed class ServerClock(TimeProvider time)
{
    private long offset = long.MinValue;

    /// <summary>How far the server's clock is ahead of ours, to about a second; null before the first answer.</summary>
    public TimeSpan? Offset => Interlocked.Read(ref offset) is var ticks and not long.MinValue ? TimeSpan.FromTicks(ticks) : null;

    /// <param name="date">of the answer, in whole seconds; null where it has none</param>
    /// <param name="roundTrip">from sending until the head was there; the server wrote the date in between</param>
    public void Note(DateTimeOffset? date, TimeSpan roundTrip)
    {
        if (date is not { } said) return;

        // the header leaves the fraction out, half a second on average
        var server = said + TimeSpan.FromSeconds(0.5);
        Interlocked.Exchange(ref offset, (server - (time.GetUtcNow() - roundTrip / 2)).Ticks);
    }
}
