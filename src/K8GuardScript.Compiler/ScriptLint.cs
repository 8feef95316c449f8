using K8GuardScript.Compiler.Lint;
using Microsoft.CodeAnalysis;

namespace K8GuardScript.Compiler;

/// <summary>Finds what compiles and can't be meant. Says nothing of a script that does not compile.</summary>
internal static class ScriptLint
{
    private static readonly Func<LintTarget, IEnumerable<ScriptProblem>>[] Rules =
    [
        SilentRule.Find,
        UnusedSetting.Find,
        OrderedNullable.Find,
        PatternOnView.Find,
        UnfitAction.Find,
        UnknownFieldName.Find,
        NestedEntry.Find,
    ];

    /// <summary>Warnings of the compiler and of every rule, by file and position.</summary>
    /// <exception cref="OperationCanceledException">cancelled</exception>
    public static IReadOnlyList<ScriptProblem> Of(ScriptSource source, CancellationToken cancel)
    {
        if (ScriptLimits.Check(source.Name, source.Text) is not null) return [];
        var loads = new LoadResolver(source);
        var compilation = ScriptCompiler.Prepare(source, loads, cancel);
        var diagnostics = compilation.GetDiagnostics(cancel);
        if (diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)) return [];

        var target = new LintTarget(compilation, source.Name);
        return
        [
            .. ProblemList.From(diagnostics, [], compilation, source.Name, loads).Concat(Rules.SelectMany(rule => rule(target)))
                .Distinct()
                .OrderBy(problem => problem.File != source.Name)
                .ThenBy(problem => problem.File, StringComparer.Ordinal)
                .ThenBy(problem => problem.Line)
                .ThenBy(problem => problem.Column),
        ];
    }
}
