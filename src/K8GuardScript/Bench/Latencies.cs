namespace K8GuardScript.Bench;

/// <summary>How times are spread, in seconds.</summary>
/// <param name="Count">how many</param>
/// <param name="P50">half of them are at most this</param>
/// <param name="P90">nine of ten are</param>
/// <param name="P99">99 of 100 are</param>
/// <param name="Max">all are</param>
internal sealed record Latencies(int Count, double P50, double P90, double P99, double Max)
{
    /// <returns>null where there are none</returns>
    public static Latencies? Of(IReadOnlyList<double> seconds)
    {
        if (seconds.Count == 0) return null;
        var sorted = seconds.Order().ToArray();
        return new Latencies(sorted.Length, At(0.5), At(0.9), At(0.99), sorted[^1]);

        // nearest rank: a value that was measured, never one between two
        double At(double share) => sorted[Math.Max((int)Math.Ceiling(share * sorted.Length) - 1, 0)];
    }
}
