using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace K8GuardScript.Compiler.Diagnostics;

/// <summary>
/// Leaves out what only follows from another mistake: while the text can't be parsed, what its parts mean is guesswork; and of what the
/// parser says about one line, only the first is about what was written.
/// </summary>
internal static class Primary
{
    /// <summary>More errors than this are of no help.</summary>
    public const int MostErrors = 20;

    // these name the very character that is wrong, and the parser goes astray behind them
    private static readonly string[] OfCharacters = ["CS1010", "CS1012", "CS1056"];

    // the parser found nothing that can follow, which an earlier mistake explains
    private const string Astray = "CS7017";

    // what is not loaded at all is a mistake of its own
    private const string NotLoaded = "CS1504";

    public static IEnumerable<Diagnostic> Of(IReadOnlyList<Diagnostic> diagnostics, CSharpCompilation compilation)
    {
        var syntax = compilation.GetParseDiagnostics().Where(IsError).ToList();
        if (syntax.Exists(diagnostic => diagnostic.Id != Astray)) syntax.RemoveAll(diagnostic => diagnostic.Id == Astray);
        if (syntax.Count == 0)
            return diagnostics.Where(diagnostic => !IsError(diagnostic)).Concat(diagnostics.Where(IsError).Take(MostErrors));
        return diagnostics.Where(diagnostic => !IsError(diagnostic) || diagnostic.Id == NotLoaded)
            .Concat(syntax.GroupBy(LineOf).Select(FirstOf).Take(MostErrors));
    }

    private static Diagnostic FirstOf(IEnumerable<Diagnostic> line) => line
        .OrderBy(diagnostic => OfCharacters.Contains(diagnostic.Id) ? 0 : 1)
        .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)
        .First();

    private static (SyntaxTree?, int) LineOf(Diagnostic diagnostic) =>
        (diagnostic.Location.SourceTree, diagnostic.Location.GetLineSpan().StartLinePosition.Line);

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;
}
