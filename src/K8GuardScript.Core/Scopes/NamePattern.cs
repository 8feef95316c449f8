using K8GuardScript.Core.Evaluate;

namespace K8GuardScript.Core.Scopes;

/// <summary>One name with <c>*</c> for any characters. Those without a star, or with one at the end, are told at once.</summary>
internal readonly struct NamePattern
{
    private readonly string text;
    private readonly bool isPlain;
    private readonly bool isPrefix;

    public NamePattern(string pattern)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        (isPlain, isPrefix) = (star < 0, star >= 0 && star == pattern.Length - 1);
        text = isPrefix ? pattern[..^1] : pattern;
    }

    public bool Matches(string name)
    {
        if (isPlain) return text == name;
        return isPrefix ? name.StartsWith(text, StringComparison.Ordinal) : Glob.Matches(text, name);
    }
}
