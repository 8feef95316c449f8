using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace K8GuardScript.Compiler.Lint;

/// <summary><c>c.SecurityContext is { }</c>: a view is never null, so this is always true. (Its opposite does not compile.)</summary>
internal static class PatternOnView
{
    private const string Code = "K8G305";

    public static IEnumerable<ScriptProblem> Find(LintTarget target)
    {
        foreach (var test in target.Nodes.OfType<IsPatternExpressionSyntax>())
        {
            var asksForNothing = test.Pattern is RecursivePatternSyntax
            {
                Type: null, PositionalPatternClause: null, PropertyPatternClause.Subpatterns.Count: 0,
            };
            if (!asksForNothing || !SdkTypes.CanBeAbsent(target.Type(test.Expression))) continue;
            yield return target.Warn(
                test,
                Code,
                $"`{test}` is always true: `{test.Expression}` is a view, which is there even where the field is absent",
                $"write `{test.Expression}.Exists`");
        }
    }
}
