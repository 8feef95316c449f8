namespace K8GuardScript.Core.Guard.Clocks;

/// <summary>What time it was at some monotonic instant, and how far that is from right: a small error is worked off, never jumped over.</summary>
/// <param name="Time">at that instant</param>
/// <param name="Timestamp">that instant</param>
/// <param name="Error">what is to be added to be right; worked off slowly enough that time never stands still or goes back</param>
internal sealed record ClockAnchor(DateTimeOffset Time, long Timestamp, TimeSpan Error)
{
    // one part in so many of the time that passes
    private const int Slowness = 20;

    /// <param name="elapsed">since the instant</param>
    public DateTimeOffset After(TimeSpan elapsed)
    {
        var most = elapsed / Slowness;
        var worked = Error > most ? most : Error < -most ? -most : Error;
        return Time + elapsed + worked;
    }
}
