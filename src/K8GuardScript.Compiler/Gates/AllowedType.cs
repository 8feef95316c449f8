namespace K8GuardScript.Compiler.Gates;

/// <summary>The members of one type that may be used.</summary>
/// <param name="IsHolder">true where members can be used, but nothing can be of the type</param>
internal sealed record AllowedType(bool IsHolder)
{
    private readonly List<string> allowed = [];
    private readonly List<string> refused = [];

    /// <summary>One word of <c>allowed.txt</c>.</summary>
    public void Add(string pattern)
    {
        if (pattern[0] == '-') refused.Add(pattern[1..]);
        else allowed.Add(pattern);
    }

    public bool Allows(string member, string? parameters) =>
        allowed.Exists(pattern => Fits(pattern, member, parameters)) && !refused.Exists(pattern => Fits(pattern, member, parameters));

    private static bool Fits(string pattern, string member, string? parameters)
    {
        if (pattern[0] == '*') return member.EndsWith(pattern[1..], StringComparison.Ordinal);
        if (pattern[^1] == '*') return member.StartsWith(pattern[..^1], StringComparison.Ordinal);
        return pattern[^1] == ')' ? pattern == $"{member}({parameters})" : pattern == member;
    }
}
