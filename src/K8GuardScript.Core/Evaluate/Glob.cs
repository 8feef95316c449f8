namespace K8GuardScript.Core.Evaluate;

/// <summary>Names with <c>*</c> for any characters; <c>!</c> in front excludes.</summary>
internal static class Glob
{
    /// <summary>Whether a list of patterns lets a name in: an empty list lets in everything, a list of exclusions everything else.</summary>
    public static bool Admits(IReadOnlyList<string> patterns, string name)
    {
        var admitted = true;
        var asked = false;
        foreach (var pattern in patterns)
        {
            if (pattern.StartsWith('!'))
            {
                if (Matches(pattern.AsSpan(1), name)) return false;
            }
            else
            {
                admitted = asked ? admitted || Matches(pattern, name) : Matches(pattern, name);
                asked = true;
            }
        }

        return admitted;
    }

    /// <summary>Whether a name matches one pattern; upper and lower case differ.</summary>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        // greedy matching with one point to go back to: linear for one star, never exponential
        int p = 0, n = 0, star = -1, resume = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = n;
            }
            else if (p < pattern.Length && pattern[p] == name[n])
            {
                p++;
                n++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*') p++;
        return p == pattern.Length;
    }
}
