using System.Text.RegularExpressions;

namespace K8GuardScript.Views;

/// <summary>Orders versions as Kubernetes does: v2 is newer than v1, v1 than v1beta2, v1beta1 than v1alpha1.</summary>
internal sealed partial class VersionOrder : IComparer<string>
{
    /// <summary>The newest is the greatest.</summary>
    public static readonly VersionOrder Newest = new();

    /// <inheritdoc />
    public int Compare(string? x, string? y) => Rank(x).CompareTo(Rank(y));

    private static (int Stability, int Major, int Minor) Rank(string? version)
    {
        var match = Pattern().Match(version ?? "");
        if (!match.Success) return (-1, 0, 0);
        var stability = match.Groups[2].Value switch { "alpha" => 0, "beta" => 1, _ => 2 };
        return (stability, Number(match.Groups[1]), Number(match.Groups[3]));
    }

    private static int Number(Group digits) => int.TryParse(digits.ValueSpan, out var number) ? number : 0;

    [GeneratedRegex(@"^v(\d+)(?:(alpha|beta)(\d+))?$")]
    private static partial Regex Pattern();
}
