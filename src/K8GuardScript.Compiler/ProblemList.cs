using System.Globalization;
using K8GuardScript.Compiler.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace K8GuardScript.Compiler;

/// <summary>Turns the compiler's diagnostics and the gates' refusals into problems: each once, in order, with our words for our own rules.</summary>
internal static class ProblemList
{
    private const string CantOpenSource = "CS1504";
    private const string LoadHint = "put the file beside the script, and name it like `_common.csx`";

    public static IReadOnlyList<ScriptProblem> From(
        IEnumerable<Diagnostic> diagnostics, IEnumerable<ScriptProblem> refusals, CSharpCompilation compilation, string script, LoadResolver loads) =>
        [
            .. Followers.Without([
                    .. Primary.Of([.. diagnostics], compilation)
                        .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !diagnostic.IsSuppressed)
                        .Select(diagnostic => (diagnostic, Explainers.Explain(diagnostic, compilation))),
                ])
                .Select(problem => ProblemOf(problem.Diagnostic, problem.Explanation, script, loads))
                .Concat(refusals)
                .Distinct()
                .OrderBy(problem => problem.File != script)
                .ThenBy(problem => problem.File, StringComparer.Ordinal)
                .ThenBy(problem => problem.Line)
                .ThenBy(problem => problem.Column)
                .ThenBy(problem => problem.Code, StringComparer.Ordinal),
        ];

    /// <summary>The errors of a script that was rewritten: lines are its author's, columns and names are not.</summary>
    public static IReadOnlyList<ScriptProblem> FromMetered(IEnumerable<Diagnostic> diagnostics, string script) =>
        [
            .. diagnostics
                .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
                .Select(diagnostic => (Span: diagnostic.Location.GetLineSpan(), Message: diagnostic.GetMessage(CultureInfo.InvariantCulture)))
                .Select(error => new ScriptProblem(
                    string.IsNullOrEmpty(error.Span.Path) ? script : error.Span.Path,
                    error.Span.StartLinePosition.Line + 1,
                    1,
                    "K8G251",
                    $"what this line does can't be metered: {error.Message}",
                    true,
                    "write it in smaller steps, with the usual overloads of the methods that it calls"))
                .Distinct(),
        ];

    private static ScriptProblem ProblemOf(Diagnostic diagnostic, Explanation? explanation, string script, LoadResolver loads)
    {
        var span = diagnostic.Location.GetLineSpan();
        var (code, message, hint) = diagnostic.Id == CantOpenSource
            ? ("K8G004", $"`#load` of `{Quoted(diagnostic)}` is refused: {loads.RefusalOf(Quoted(diagnostic))}", LoadHint)
            : (diagnostic.Id, explanation?.Message ?? diagnostic.GetMessage(CultureInfo.InvariantCulture), explanation?.Hint);
        return new ScriptProblem(
            string.IsNullOrEmpty(span.Path) ? script : span.Path,
            span.StartLinePosition.Line + 1,
            span.StartLinePosition.Character + 1,
            code,
            message,
            diagnostic.Severity == DiagnosticSeverity.Error,
            hint);
    }

    private static string Quoted(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree?.GetText().ToString(diagnostic.Location.SourceSpan).Trim('"') ?? "";
}
