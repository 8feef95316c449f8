namespace K8GuardScript.Sdk.Registration;

/// <summary>Finds the name that somebody probably meant to write.</summary>
internal static class NearestName
{
    private const int MostEdits = 2;

    /// <returns>
    /// the known name that differs by case, or by at most two edits and a third of its length; an edit is a letter more, less, other, or
    /// exchanged with its neighbour. Null if there is none.
    /// </returns>
    public static string? Of(string name, IEnumerable<string> known)
    {
        (string Name, int Edits)? best = null;
        foreach (var candidate in known.Order(StringComparer.Ordinal))
        {
            if (Math.Abs(candidate.Length - name.Length) > MostEdits) continue;
            var edits = Edits(name.ToUpperInvariant(), candidate.ToUpperInvariant());
            var most = Math.Min(MostEdits, Math.Max(1, Math.Min(candidate.Length, name.Length) / 3));
            if (edits <= most && (best is null || edits < best.Value.Edits)) best = (candidate, edits);
        }

        return best?.Name;
    }

    // Damerau's and Levenshtein's distance where no letter is edited twice (optimal string alignment)
    private static int Edits(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) table[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) table[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var other = table[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                table[i, j] = Math.Min(Math.Min(table[i - 1, j] + 1, table[i, j - 1] + 1), other);
                var isExchange = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                if (isExchange) table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
            }
        }

        return table[a.Length, b.Length];
    }
}
