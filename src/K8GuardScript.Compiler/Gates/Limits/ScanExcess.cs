namespace K8GuardScript.Compiler.Gates.Limits;

/// <summary>In what a text goes too far for a parser.</summary>
internal enum ScanExcess
{
    /// <summary>Brackets in brackets.</summary>
    Nesting,

    /// <summary>Interpolated texts in the holes of others: the lexer reads each once more for every one around it.</summary>
    Holes,

    /// <summary>One statement or expression without end: each operator may be a level for a parser.</summary>
    Chain,

    /// <summary>Type arguments in type arguments.</summary>
    Angles,

    /// <summary>Words and signs altogether.</summary>
    Tokens,

    /// <summary>One name or number.</summary>
    Word,
}
