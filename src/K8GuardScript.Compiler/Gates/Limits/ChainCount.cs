namespace K8GuardScript.Compiler.Gates.Limits;

/// <summary>
/// Counts the words and signs of one statement, or of one argument in brackets: in <c>a + b + c</c>, <c>!!!a</c>, <c>a ? b : c ? d : e</c>,
/// <c>a => b => c</c>, <c>if (a) … else if (b) …</c> each may be a level deeper. A <c>,</c> starts anew, as does a statement.
/// </summary>
internal sealed class ChainCount
{
    public const int MostInChain = 1000;
    public const int MostAngles = 50;
    public const int MostTokens = 20_000;
    public const int LongestWord = 500;

    // what goes on after `}` or `;`
    private static readonly string[] Continuing = ["else", "switch", "is", "as", "and", "or", "with", "when", "while"];

    private readonly Stack<Level> outer = new();
    private Level level;
    private int tokens;

    /// <summary>What went too far; null if nothing did.</summary>
    public ScanExcess? Excess { get; private set; }

    public void Word(ReadOnlySpan<char> word)
    {
        if (level.EndedBy != '\0' && !IsContinuing(word)) level = default;
        if (word.Length > LongestWord) Excess ??= ScanExcess.Word;
        Count();
    }

    public void Sign(char c)
    {
        if (level.EndedBy == ';') level = default;
        if (c == ',') level.Run = 0;
        if (c == '<') level.Angles++;
        if (c == '>' && level.Angles > 0) level.Angles--;
        Count();
        if (c == ';') level.EndedBy = c;
    }

    public void Open(char c)
    {
        if (level.EndedBy == ';' || (level.EndedBy == '}' && c != '[')) level = default;
        Count();
        outer.Push(level);
        level = default;
    }

    public void Close(char c)
    {
        if (!outer.TryPop(out level)) level = default;
        Count();
        if (c == '}') level.EndedBy = c;
    }

    private void Count()
    {
        level.EndedBy = '\0';
        if (++tokens > MostTokens) Excess ??= ScanExcess.Tokens;
        if (++level.Run > MostInChain) Excess ??= ScanExcess.Chain;
        if (level.Angles > MostAngles) Excess ??= ScanExcess.Angles;
    }

    private static bool IsContinuing(ReadOnlySpan<char> word)
    {
        foreach (var continuing in Continuing)
        {
            if (word.SequenceEqual(continuing)) return true;
        }

        return false;
    }

    private struct Level
    {
        public int Run;
        public int Angles;
        public char EndedBy;
    }
}
