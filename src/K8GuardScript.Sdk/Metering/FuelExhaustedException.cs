namespace K8GuardScript.Sdk.Metering;

/// <summary>A script spent more than it may.</summary>
public sealed class FuelExhaustedException : Exception
{
    private FuelExhaustedException(string reason)
        : base($"it {reason}") => Reason = reason;

    /// <summary>What it did: <c>ran for too long: ...</c>.</summary>
    internal string Reason { get; }

    /// <summary>The same, not thrown yet.</summary>
    internal FuelExhaustedException Copy() => new(Reason);

    internal static FuelExhaustedException TooMuchWork(long units) =>
        new($"ran for too long: more than {units:N0} steps; look for a loop that does not end");

    internal static FuelExhaustedException TooLong(TimeSpan time) =>
        new($"ran for too long: more than {time.TotalMilliseconds:N0} ms; look for a loop that does not end");

    internal static FuelExhaustedException TooMuchMemory(long bytes) =>
        new($"asked for too much memory: more than {bytes / (1024 * 1024):N0} MiB; look for a list or a text that grows without end");

    internal static FuelExhaustedException TooLongText(int characters) =>
        new($"builds a text of more than {characters:N0} characters; look for a text that grows without end, or for a large width");

    internal static FuelExhaustedException BadFormat() =>
        new("uses a format that is longer than 64 characters or has a number above 999; write a shorter format");

    internal static FuelExhaustedException LongPattern(int characters) =>
        new($"uses a pattern of more than {characters:N0} characters; split the pattern");
}
