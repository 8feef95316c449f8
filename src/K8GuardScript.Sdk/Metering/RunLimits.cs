namespace K8GuardScript.Sdk.Metering;

/// <summary>What one run of a script's code may spend. A run that spends more ends as a fault.</summary>
/// <param name="Units">turns of loops and starts of functions, and what stands for them in work that is done in one go</param>
/// <param name="Time">from the first look at the clock, which comes within the first few hundred units</param>
/// <param name="Bytes">all that it allocates, whether it keeps it or not</param>
/// <param name="Clock">tells the time</param>
internal sealed record RunLimits(long Units, TimeSpan Time, long Bytes, TimeProvider Clock)
{
    /// <summary>
    /// All rules of one policy over one object. A rule takes microseconds; one that looks at each of 10,000 other objects takes a
    /// million units and some ten MiB.
    /// </summary>
    public static RunLimits Rules { get; } = new(20_000_000, TimeSpan.FromMilliseconds(500), 64 * Mebibyte, TimeProvider.System);

    /// <summary>A script's body, once per revision.</summary>
    public static RunLimits Body { get; } = new(20_000_000, TimeSpan.FromSeconds(1), 64 * Mebibyte, TimeProvider.System);

    /// <summary>A schedule's job, once per run: one that looks at each of 10,000 objects needs a tenth of it.</summary>
    public static RunLimits Job => Body;

    private const long Mebibyte = 1024 * 1024;
}
