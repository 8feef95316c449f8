namespace K8GuardScript.Core.Settings;

/// <summary>Finds what somebody probably meant to write.</summary>
internal static class Spelling
{
    /// <returns>the known word within two edits of <paramref name="word"/>, or null</returns>
    public static string? Nearest(string word, IEnumerable<string> known) =>
        known.Select(candidate => (candidate, distance: Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .Where(pair => pair.distance <= 2 && pair.distance < pair.candidate.Length)
            .OrderBy(pair => pair.distance)
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Select(pair => pair.candidate)
            .FirstOrDefault();

    // Levenshtein's distance, one row at a time
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), substituted);
            }
        }

        return row[b.Length];
    }
}
