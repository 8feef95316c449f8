namespace K8GuardScript.Core.Guard.Clocks;

/// <summary>Reads a machine's wall clock and its monotonic one at the same instant.</summary>
internal sealed class ClockReader
{
    private const int MostTries = 5;
    private static readonly TimeSpan SameInstant = TimeSpan.FromMilliseconds(20);
    private readonly TimeProvider inner;
    private readonly long start;
    private readonly DateTimeOffset wallAtStart;

    public ClockReader(TimeProvider inner)
    {
        this.inner = inner;
        (wallAtStart, start) = Read();
    }

    public (DateTimeOffset Wall, long Timestamp) Read()
    {
        for (var turn = 1; ; turn++)
        {
            // a thread that was put aside between the two readings would take its own pause for a jump
            var before = inner.GetTimestamp();
            var wall = inner.GetUtcNow();
            var after = inner.GetTimestamp();
            if (inner.GetElapsedTime(before, after) <= SameInstant || turn == MostTries) return (wall, after);
        }
    }

    /// <summary>How far the wall clock has moved more than monotonic time since the reader was made.</summary>
    public TimeSpan OffsetOf((DateTimeOffset Wall, long Timestamp) reading) =>
        reading.Wall - wallAtStart - inner.GetElapsedTime(start, reading.Timestamp);
}
