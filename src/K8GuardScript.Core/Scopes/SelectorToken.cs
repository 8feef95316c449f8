namespace K8GuardScript.Core.Scopes;

/// <summary>A word or a sign of a selector.</summary>
/// <param name="Text">as it was written; empty at the end</param>
/// <param name="Start">where it begins in the selector's text</param>
internal readonly record struct SelectorToken(string Text, int Start)
{
    private const string Signs = "=!(),<>";

    /// <summary>Nothing follows.</summary>
    public bool IsEnd => Text.Length == 0;

    /// <summary>A key, a value, <c>in</c> or <c>notin</c>.</summary>
    public bool IsWord => !IsEnd && !IsSign(Text[0]);

    /// <summary>The words and signs of a selector; the last one is the end.</summary>
    public static IReadOnlyList<SelectorToken> Of(string text)
    {
        var tokens = new List<SelectorToken>();
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            if (IsSpace(text[i]))
            {
                i++;
                continue;
            }

            if (IsSign(text[i])) i += text.AsSpan(i) is ['=' or '!', '=', ..] ? 2 : 1;
            else while (i < text.Length && !IsSign(text[i]) && !IsSpace(text[i])) i++;
            tokens.Add(new SelectorToken(text[start..i], start));
        }

        tokens.Add(new SelectorToken("", text.Length));
        return tokens;
    }

    private static bool IsSign(char c) => Signs.Contains(c, StringComparison.Ordinal);

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\r' or '\n';
}
