namespace K8GuardScript.Compiler.Gates.Limits;

/// <summary>
/// Measures a text without parsing: open brackets, chains, tokens. Comments and plain strings are left out; of interpolated strings
/// the holes count. Where the text is not valid C# the measure may be off, which the parser then says.
/// </summary>
internal ref struct NestingScan
{
    /// <summary>How many holes of interpolated texts may be open.</summary>
    public const int MostHoles = 8;

    private static readonly StringStyle Code = new('\0', 0, 0);
    private readonly ReadOnlySpan<char> text;
    private readonly Stack<StringStyle> open = new();
    private readonly ChainCount chains = new();
    private int at;
    private int holes;

    private NestingScan(ReadOnlySpan<char> text) => this.text = text;

    /// <summary>Where more than <paramref name="limit"/> brackets are open, counted from 0; null if nowhere.</summary>
    public static int? DeeperThan(int limit, ReadOnlySpan<char> text) =>
        Find(text, limit) is { Excess: ScanExcess.Nesting } found ? found.Offset : null;

    /// <summary>The first place at which a text goes too far; null if it does nowhere.</summary>
    /// <param name="text">the script</param>
    /// <param name="brackets">how many may be open</param>
    public static (int Offset, ScanExcess Excess)? Find(ReadOnlySpan<char> text, int brackets)
    {
        var scan = new NestingScan(text);
        while (scan.at < text.Length)
        {
            scan.Step();
            if (scan.open.Count > brackets) return (Math.Min(scan.at, text.Length) - 1, ScanExcess.Nesting);
            if (scan.holes > MostHoles) return (Math.Min(scan.at, text.Length) - 1, ScanExcess.Holes);
            if (scan.chains.Excess is { } excess) return (Math.Min(scan.at, text.Length) - 1, excess);
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
        else if (char.IsWhiteSpace(rest[0])) at++;
        else if (IsWord(rest[0])) Word();
        else Sign(rest[0]);
    }

    private void Word()
    {
        var start = at;
        while (at < text.Length && IsWord(text[at])) at++;
        chains.Word(text[start..at]);
    }

    private void Sign(char c)
    {
        at++;
        if (c is '(' or '[' or '{')
        {
            open.Push(Code);
            chains.Open(c);
        }
        else if (c is ')' or ']' or '}')
        {
            chains.Close(c);

            // the end of a hole: the interpolated string goes on
            if (!open.TryPop(out var inside) || inside == Code) return;
            holes--;
            InterpolatedRest(inside);
        }
        else
        {
            chains.Sign(c);
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

        chains.Word("\"");
        var dollars = text[at..prefix].Count('$');
        var isVerbatim = text[at..prefix].Contains('@');
        var found = text[prefix..].IndexOfAnyExcept('"');
        var quotes = found < 0 ? text.Length - prefix : found;
        at = prefix;
        if (quotes >= 3 && !isVerbatim) Raw(dollars, quotes);
        else if (dollars == 0) SkipLiteral('"', isVerbatim);
        else
        {
            at++;
            InterpolatedRest(new StringStyle(isVerbatim ? '@' : '"', 1, 1));
        }
    }

    private void Raw(int dollars, int quotes)
    {
        at += quotes;
        if (dollars == 0) Skip(new string('"', quotes));
        else InterpolatedRest(new StringStyle('R', dollars, quotes));
    }

    private void SkipLiteral(char quote, bool verbatim)
    {
        at++;
        while (at < text.Length && text[at] != quote && (verbatim || text[at] != '\n')) at += !verbatim && text[at] == '\\' ? 2 : 1;
        at++;
        chains.Word("\"");
    }

    private void InterpolatedRest(StringStyle style)
    {
        while (at < text.Length)
        {
            var c = text[at];
            var run = text[at..].IndexOfAnyExcept(c) is var end && end < 0 ? text.Length - at : end;
            if (style.IsEnd(c, run, out var taken))
            {
                at += taken;
                return;
            }

            if (c == '{' && style.IsHole(run))
            {
                at += run;
                open.Push(style);
                holes++;
                chains.Open('{');
                return;
            }

            at += c == '\\' && style.Kind == '"' ? 2 : c is '{' or '}' ? run : 1;
            if (c == '"' && style.Kind != '"') at += run - 1;
        }
    }

    private void Skip(string end)
    {
        var found = text[at..].IndexOf(end);
        at = found < 0 ? text.Length : at + found + end.Length;
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '\\';
}
