namespace K8GuardScript.Compiler.Gates.Limits;

/// <summary>How an interpolated string is written, to know where its holes and its end are.</summary>
/// <param name="Kind"><c>"</c> plain, <c>@</c> verbatim, <c>R</c> raw</param>
/// <param name="Dollars">how many <c>{</c> start a hole</param>
/// <param name="Quotes">how many <c>"</c> end it</param>
internal readonly record struct StringStyle(char Kind, int Dollars, int Quotes)
{
    /// <summary>True where the string ends.</summary>
    /// <param name="c">a character of it</param>
    /// <param name="run">how many of that follow each other</param>
    /// <param name="taken">how many belong to the end</param>
    public bool IsEnd(char c, int run, out int taken)
    {
        taken = 1;
        switch (Kind)
        {
            case '"':
                return c is '"' or '\n';
            case '@':
                // a doubled quote is a quote
                taken = run;
                return c == '"' && run % 2 == 1;
            default:
                taken = run;
                return c == '"' && run >= Quotes;
        }
    }

    /// <summary>True where so many <c>{</c> start a hole.</summary>
    public bool IsHole(int run) => Kind == 'R' ? run >= Dollars : run % 2 == 1;
}
