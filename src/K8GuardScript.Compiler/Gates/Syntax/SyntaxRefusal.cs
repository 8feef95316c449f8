namespace K8GuardScript.Compiler.Gates.Syntax;

/// <summary>What is said about a piece of C# that is refused.</summary>
/// <param name="Code">the rule</param>
/// <param name="What">what is wrong</param>
/// <param name="Hint">what to write instead</param>
internal sealed record SyntaxRefusal(string Code, string What, string Hint);
