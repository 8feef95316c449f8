namespace K8GuardScript.Compiler;

/// <summary>
/// Counts open brackets without parsing. Comments and plain strings are left out; of interpolated strings the holes count. Where
/// the text is not valid C# the count may be off, which the parser then says.
/// </summary>
internal ref struct NestingScan
{
    private const char Code = '\0';
    private readonly ReadOnlySpan<char> text;
    private readonly Stack<char> open = new();
    private int at;

    private NestingScan(ReadOnlySpan<char> text) => this.text = text;

    /// <summary>Where more than <paramref name="limit"/> brackets are open, counted from 0; null if nowhere.</summary>
    public static int? DeeperThan(int limit, ReadOnlySpan<char> text)
    {
        var scan = new NestingScan(text);
        while (scan.at < text.Length)
        {
            scan.Step();
            if (scan.open.Count > limit) return Math.Min(scan.at, text.Length) - 1;
        }

        return null;
    }

    private void Step()
    {
        var rest = text[at..];
        if (rest.StartsWith("//")) Skip("\n");
        else if (rest.StartsWith("/*")) Skip("*/");
        else if (rest[0] == '\'') SkipLiteral('\'', verbatim: false);
        else if (rest[0] is '"' or '$' or '@') StringStart();
        else Bracket(rest[0]);
    }

    private void Bracket(char c)
    {
        at++;
        if (c is '(' or '[' or '{')
        {
            open.Push(Code);
        }
        else if (c is ')' or ']' or '}' && open.TryPop(out var inside) && inside != Code)
        {
            // the end of a hole: the interpolated string goes on
            InterpolatedRest(inside);
        }
    }

    private void StringStart()
    {
        var prefix = at;
        while (prefix < text.Length && text[prefix] is '$' or '@') prefix++;
        if (prefix >= text.Length || text[prefix] != '"')
        {
            at = prefix;
            return;
        }

        var isInterpolated = text[at..prefix].Contains('$');
        var isVerbatim = text[at..prefix].Contains('@');
        var quotes = text[prefix..].IndexOfAnyExcept('"');
        at = prefix;
        if (quotes >= 3) SkipRaw(quotes);
        else if (!isInterpolated) SkipLiteral('"', isVerbatim);
        else
        {
            at++;
            InterpolatedRest(isVerbatim ? '@' : '"');
        }
    }

    // raw strings are skipped whole, holes too: too few brackets are counted there, never too many
    private void SkipRaw(int quotes)
    {
        at += quotes;
        Skip(new string('"', quotes));
    }

    private void SkipLiteral(char quote, bool verbatim)
    {
        at++;
        while (at < text.Length && text[at] != quote && (verbatim || text[at] != '\n')) at += !verbatim && text[at] == '\\' ? 2 : 1;
        at++;
    }

    private void InterpolatedRest(char style)
    {
        while (at < text.Length)
        {
            var c = text[at++];
            if (c == '"' || (c == '\n' && style == '"')) return;
            if (c == '\\' && style == '"') at++;
            if (c is not ('{' or '}')) continue;
            if (at < text.Length && text[at] == c) at++;
            else if (c == '{')
            {
                open.Push(style);
                return;
            }
        }
    }

    private void Skip(string end)
    {
        var found = text[at..].IndexOf(end);
        at = found < 0 ? text.Length : at + found + end.Length;
    }
}
