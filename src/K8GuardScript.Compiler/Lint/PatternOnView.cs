using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace K8GuardScript.Compiler.Lint;

/// <summary><c>c.SecurityContext is { }</c>: a view is never null, so this is always true.</summary>
internal static class PatternOnView
{
    private const string Code = "K8G305";

    public static IEnumerable<ScriptProblem> Find(LintTarget target)
    {
        foreach (var test in target.Nodes.OfType<IsPatternExpressionSyntax>())
        {
            var isNot = test.Pattern is UnaryPatternSyntax;
            var pattern = test.Pattern is UnaryPatternSyntax negated ? negated.Pattern : test.Pattern;
            var asksForNothing = pattern is RecursivePatternSyntax { Type: null, PositionalPatternClause: null, PropertyPatternClause.Subpatterns.Count: 0 };
            if (!asksForNothing || !SdkTypes.CanBeAbsent(target.Type(test.Expression))) continue;
            yield return target.Warn(
                test,
                Code,
                $"`{test}` is always {(isNot ? "false" : "true")}: `{test.Expression}` is a view, which is there even where the field is absent",
                isNot ? $"write `!{test.Expression}.Exists`" : $"write `{test.Expression}.Exists`");
        }
    }
}
