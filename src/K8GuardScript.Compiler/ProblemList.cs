using System.Globalization;
using Microsoft.CodeAnalysis;

namespace K8GuardScript.Compiler;

/// <summary>Turns the compiler's diagnostics and the gates' refusals into problems: each once, in order, with our words for our own rules.</summary>
internal static class ProblemList
{
    private const string CantOpenSource = "CS1504";
    private const string CantFindAssembly = "CS0006";

    public static IReadOnlyList<ScriptProblem> From(
        IEnumerable<Diagnostic> diagnostics, IEnumerable<ScriptProblem> refusals, string script, LoadResolver loads) =>
        [
            .. diagnostics
                .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !diagnostic.IsSuppressed)
                .Select(diagnostic => ProblemOf(diagnostic, script, loads))
                .Concat(refusals)
                .Distinct()
                .OrderBy(problem => problem.File != script)
                .ThenBy(problem => problem.File, StringComparer.Ordinal)
                .ThenBy(problem => problem.Line)
                .ThenBy(problem => problem.Column)
                .ThenBy(problem => problem.Code, StringComparer.Ordinal),
        ];

    private static ScriptProblem ProblemOf(Diagnostic diagnostic, string script, LoadResolver loads)
    {
        var span = diagnostic.Location.GetLineSpan();
        var (code, message) = diagnostic.Id switch
        {
            CantOpenSource => ("K8G004", $"`#load` of `{Quoted(diagnostic)}` is refused: {loads.RefusalOf(Quoted(diagnostic))}"),
            CantFindAssembly => ("K8G003", "`#r` is refused: a policy sees only what the SDK gives it"),
            _ => (diagnostic.Id, diagnostic.GetMessage(CultureInfo.InvariantCulture)),
        };
        var hint = code switch
        {
            "K8G003" => "remove the line",
            "K8G004" => "put the file beside the script, and name it like `_common.csx`",
            _ => null,
        };
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
