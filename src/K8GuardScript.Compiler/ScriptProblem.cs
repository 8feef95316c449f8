namespace K8GuardScript.Compiler;

/// <summary>Something that the compiler, or a rule about scripts, says about a place.</summary>
/// <param name="File">the script's name, or that of a file that it loads</param>
/// <param name="Line">from 1</param>
/// <param name="Column">from 1</param>
/// <param name="Code"><c>CS0103</c> from the compiler, <c>K8G004</c> from us</param>
/// <param name="Message">for people</param>
/// <param name="IsError">false for a warning: the script was compiled all the same</param>
/// <param name="Hint">what to write instead, for people; null if nothing is known to help</param>
internal sealed record ScriptProblem(string File, int Line, int Column, string Code, string Message, bool IsError, string? Hint = null)
{
    /// <summary>The form that editors and CI parse: <c>image-repo.csx(3,7): error CS0103: ...</c>.</summary>
    public override string ToString() => $"{File}({Line},{Column}): {(IsError ? "error" : "warning")} {Code}: {Message}";
}
