namespace K8GuardScript.Core.Scopes;

/// <summary>Names with <c>*</c> for any characters; <c>!</c> in front excludes, and wins. None at all admit everything. Immutable.</summary>
internal sealed class NamePatterns(IReadOnlyList<string> patterns)
{
    private readonly NamePattern[] wanted = [.. patterns.Where(pattern => !pattern.StartsWith('!')).Select(pattern => new NamePattern(pattern))];
    private readonly NamePattern[] unwanted = [.. patterns.Where(pattern => pattern.StartsWith('!')).Select(pattern => new NamePattern(pattern[1..]))];

    public static NamePatterns None { get; } = new([]);

    /// <summary>As they were written.</summary>
    public IReadOnlyList<string> All => patterns;

    public bool IsEmpty => patterns.Count == 0;

    /// <summary>A pattern lets in every name, and nothing is excluded.</summary>
    public bool AdmitsAll => unwanted.Length == 0 && patterns.Any(pattern => pattern.AsSpan().Trim('*').IsEmpty);

    /// <summary>Nothing is left over: what is excluded holds every pattern that lets something in. False where that is not certain.</summary>
    public bool ExcludesAllItNames => unwanted.Length > 0
        && patterns.Where(pattern => !pattern.StartsWith('!')).DefaultIfEmpty("*").All(pattern => Array.Exists(unwanted, not => not.Matches(pattern)));

    /// <summary>Whether they let a name in: of exclusions alone, everything that is not excluded.</summary>
    public bool Admit(string name)
    {
        foreach (var pattern in unwanted)
        {
            if (pattern.Matches(name)) return false;
        }

        foreach (var pattern in wanted)
        {
            if (pattern.Matches(name)) return true;
        }

        return wanted.Length == 0;
    }
}
