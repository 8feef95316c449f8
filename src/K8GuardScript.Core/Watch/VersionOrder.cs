namespace K8GuardScript.Core.Watch;

/// <summary>
/// Compares resourceVersions of one resource type (KEP-5504): both all digits without a leading zero are ordered as numbers of
/// any length; of others only equality is known.
/// </summary>
internal static class VersionOrder
{
    /// <returns>less than 0 when <paramref name="left"/> is older, 0 when they are the same, null when nothing can be said</returns>
    public static int? Compare(string left, string right)
    {
        if (string.Equals(left, right, StringComparison.Ordinal)) return 0;
        if (!IsNumber(left) || !IsNumber(right)) return null;
        return left.Length != right.Length ? left.Length.CompareTo(right.Length) : string.CompareOrdinal(left, right);
    }

    /// <summary>Whether it is known that <paramref name="version"/> came before <paramref name="other"/>.</summary>
    public static bool IsOlder(string version, string other) => Compare(version, other) < 0;

    private static bool IsNumber(string version) =>
        version.Length > 0 && version[0] != '0' && !version.AsSpan().ContainsAnyExceptInRange('0', '9');
}
