namespace K8GuardScript.Http;

/// <summary>What filters take: words in any letter case.</summary>
internal static class FilterWords
{
    public static bool Same(string value, string wanted) => string.Equals(value, wanted, StringComparison.OrdinalIgnoreCase);

    /// <summary>Checks a filter that takes one of a few words: a misspelt one would otherwise give an empty list that looks like good news.</summary>
    /// <returns>what is wrong, or null</returns>
    public static string? Problem(string filter, string? value, IEnumerable<string> known)
    {
        var words = known.ToList();
        return value is null || words.Contains(value, StringComparer.OrdinalIgnoreCase)
            ? null
            : $"`{filter}` is `{value}`: expected one of {string.Join(", ", words)}";
    }
}
