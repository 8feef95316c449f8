namespace K8GuardScript.Core.Scopes;

/// <summary>
/// Kinds as <c>Deployment</c> or <c>Deployment.apps</c>, with <c>*</c> and <c>!</c> as in <see cref="NamePatterns"/>. Without a group every
/// group's kind of that name is meant; <c>Pod.</c> means that of the core group. Immutable.
/// </summary>
internal sealed class KindPatterns(IReadOnlyList<string> patterns)
{
    private readonly Pattern[] wanted = [.. patterns.Where(pattern => !pattern.StartsWith('!')).Select(Pattern.Of)];
    private readonly Pattern[] unwanted = [.. patterns.Where(pattern => pattern.StartsWith('!')).Select(pattern => Pattern.Of(pattern[1..]))];

    public static KindPatterns None { get; } = new([]);

    /// <summary>As they were written.</summary>
    public IReadOnlyList<string> All => patterns;

    public bool IsEmpty => patterns.Count == 0;

    /// <summary>Whether they let a kind in, whatever its version.</summary>
    public bool Admit(string group, string kind)
    {
        foreach (var pattern in unwanted)
        {
            if (pattern.Matches(group, kind)) return false;
        }

        foreach (var pattern in wanted)
        {
            if (pattern.Matches(group, kind)) return true;
        }

        return wanted.Length == 0;
    }

    private readonly record struct Pattern(NamePattern Kind, NamePattern? Group)
    {
        // no kind has a dot in its name
        public static Pattern Of(string text)
        {
            var dot = text.IndexOf('.', StringComparison.Ordinal);
            return dot < 0 ? new Pattern(new NamePattern(text), null) : new Pattern(new NamePattern(text[..dot]), new NamePattern(text[(dot + 1)..]));
        }

        public bool Matches(string group, string kind) => Kind.Matches(kind) && (Group is not { } wanted || wanted.Matches(group));
    }
}
