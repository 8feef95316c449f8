namespace K8GuardScript.Compiler.Diagnostics;

/// <summary>What to tell instead of the compiler's words, or beside them.</summary>
/// <param name="Hint">what to write instead</param>
/// <param name="Message">what is wrong; null leaves the compiler's words</param>
internal sealed record Explanation(string Hint, string? Message = null);
