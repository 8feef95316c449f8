using System.Globalization;

namespace K8GuardScript.Kubernetes.Tests.Chaos;

/// <summary>
/// Which seeds are run: as many as <c>K8GUARD_CHAOS_SEEDS</c> says (50 if it says nothing), or the one that <c>K8GUARD_CHAOS_SEED</c> names.
/// </summary>
internal static class ChaosSeeds
{
    private const int Usual = 50;

    public static IEnumerable<int> Wanted() =>
        Number("K8GUARD_CHAOS_SEED") is { } one ? [one] : Enumerable.Range(1, Number("K8GUARD_CHAOS_SEEDS") ?? Usual);

    private static int? Number(string variable)
    {
        if (Environment.GetEnvironmentVariable(variable) is not { Length: > 0 } text) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidOperationException($"{variable} is `{text}`: must be a whole number");
    }
}
