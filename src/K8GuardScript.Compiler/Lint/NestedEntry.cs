using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace K8GuardScript.Compiler.Lint;

/// <summary><c>Policy</c>, <c>Setting</c> or a rule inside a rule: it works only while the body runs, so there it breaks the rule.</summary>
internal static class NestedEntry
{
    private const string Code = "K8G308";

    private static readonly string[] OfTheBody = ["Policy", "Setting", "Each", "EachNamespace", "EachWorkload", "EachContainer", "EachCluster", "Schedule"];

    public static IEnumerable<ScriptProblem> Find(LintTarget target)
    {
        foreach (var (call, entry) in target.EntryCalls("*"))
        {
            if (!OfTheBody.Contains(entry.Name) || !IsInsideRule(call, target)) continue;
            yield return target.Warn(
                call, Code, $"`{entry.Name}` works only in the script's body, not inside a rule", "move it out of the rule, to the top of the script");
        }
    }

    private static bool IsInsideRule(InvocationExpressionSyntax call, LintTarget target) => call.Ancestors()
        .OfType<AnonymousFunctionExpressionSyntax>()
        .Any(lambda => lambda.Parent?.Parent?.Parent is InvocationExpressionSyntax outer && target.IsEntryCall(outer));
}
