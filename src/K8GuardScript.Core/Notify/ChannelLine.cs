using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Notify;

/// <summary>The way to one channel: whether it may be used now. Used by its one sender.</summary>
/// <param name="clock">wall clock for what lasts, monotonic for the pace</param>
/// <param name="random">spreads the tries of many senders</param>
internal sealed class ChannelLine(TimeProvider clock, Random random)
{
    /// <summary>So many messages may go at once.</summary>
    public const int Burst = 20;

    /// <summary>After the burst one each.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    /// <summary>The shortest pause after a failure.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);

    /// <summary>The longest, unless the other side asks for more.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    // nobody is left alone for longer; an instant beyond that was noted by another clock
    private static readonly TimeSpan MostPatience = TimeSpan.FromHours(24);

    private DateTimeOffset notBefore;
    private int failures;
    private double spent;
    private long measured = clock.GetTimestamp();

    /// <summary>What the channel accepted and the ledger does not have yet: only recording it is tried again, never sending it.</summary>
    public Delivery? Unrecorded { get; set; }

    /// <summary>What is being sent.</summary>
    public Task Sending { get; set; } = Task.CompletedTask;

    /// <summary>Goes on where the process before this one was.</summary>
    public void Resume(OutboxEntry entry) => (notBefore, failures) = (entry.NotBefore, entry.Attempts);

    /// <summary>Whether a message may go now.</summary>
    /// <param name="isPaced">whether the other side is to be spared bursts</param>
    public bool IsOpen(bool isPaced)
    {
        var now = clock.GetUtcNow();
        if (notBefore > now && notBefore <= now + MostPatience) return false;
        var timestamp = clock.GetTimestamp();
        spent = Math.Max(0, spent - (clock.GetElapsedTime(measured, timestamp) / Pace));
        measured = timestamp;
        return !isPaced || spent <= Burst - 1;
    }

    /// <summary>A message goes.</summary>
    public void Spend() => spent++;

    public void Succeeded() => (notBefore, failures) = (default, 0);

    /// <param name="retryAfter">how long the other side asks to be left alone, or null</param>
    /// <returns>when to try next</returns>
    public DateTimeOffset Failed(TimeSpan? retryAfter)
    {
        var bound = Shortest * Math.Pow(2, Math.Min(++failures, 20));
        var pause = Shortest + (((bound < Longest ? bound : Longest) - Shortest) * random.NextDouble());
        if (retryAfter > pause) pause = retryAfter.Value < MostPatience ? retryAfter.Value : MostPatience;
        return notBefore = clock.GetUtcNow() + pause;
    }
}
