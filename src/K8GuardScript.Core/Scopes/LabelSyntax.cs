using System.Buffers;

namespace K8GuardScript.Core.Scopes;

/// <summary>What Kubernetes takes for a label's key and value (<c>IsQualifiedName</c> and <c>IsValidLabelValue</c> of k8s.io/apimachinery).</summary>
internal static class LabelSyntax
{
    private const int MostName = 63;
    private const int MostPrefix = 253;
    private static readonly SearchValues<char> Alphanumeric =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
    private static readonly SearchValues<char> InName = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");
    private static readonly SearchValues<char> LowerAlphanumeric = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");
    private static readonly SearchValues<char> InDomain = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>Why this is no key, for people; null if it is one.</summary>
    public static string? WrongKey(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        if (slash >= 0 && !IsDomain(key[..slash]))
            return "what stands before `/` must be a domain of at most 253 lower-case letters, digits, `-` and `.`, as in `example.com/team`";
        return IsName(key.AsSpan(slash + 1))
            ? null
            : "a label's name has 1 to 63 letters, digits, `-`, `_` and `.`, with a letter or digit at either end";
    }

    /// <summary>Why this is no value, for people; null if it is one.</summary>
    public static string? WrongValue(string value) => value.Length == 0 || IsName(value)
        ? null
        : "a label's value has at most 63 letters, digits, `-`, `_` and `.`, with a letter or digit at either end";

    private static bool IsName(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= MostName
        && Alphanumeric.Contains(text[0]) && Alphanumeric.Contains(text[^1])
        && !text.ContainsAnyExcept(InName);

    private static bool IsDomain(string text) =>
        text.Length <= MostPrefix && Array.TrueForAll(text.Split('.'), label =>
            label.Length > 0
            && LowerAlphanumeric.Contains(label[0]) && LowerAlphanumeric.Contains(label[^1])
            && !label.AsSpan().ContainsAnyExcept(InDomain));
}
