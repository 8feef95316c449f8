using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace K8GuardScript.Compiler.Lint;

/// <summary>A rule that never reports: neither it nor anything that it calls has to do with its findings.</summary>
internal static class SilentRule
{
    private const string Code = "K8G301";
    private const string FindingsType = "K8GuardScript.Sdk.Authoring.Findings";

    public static IEnumerable<ScriptProblem> Find(LintTarget target)
    {
        foreach (var (call, _) in target.EntryCalls("Each*"))
        {
            if (call.ArgumentList.Arguments is not [.., var rule]) continue;
            if (!Reports(rule.Expression, target, [])) yield return target.Warn(call, Code, "this rule never reports anything", Hint);
        }
    }

    private const string Hint = "call `found.Violation(place, \"what is wrong\")` where something is wrong";

    private static bool Reports(SyntaxNode code, LintTarget target, HashSet<ISymbol> seen)
    {
        foreach (var node in code.DescendantNodesAndSelf())
        {
            if (node is MemberAccessExpressionSyntax access && target.Type(access.Expression)?.ToDisplayString() == FindingsType)
                return true;
            if (node is not SimpleNameSyntax name || target.Symbol(name) is not { } symbol) continue;
            if (!IsCode(symbol) || !seen.Add(symbol)) continue;
            if (symbol.DeclaringSyntaxReferences.Any(place => Reports(place.GetSyntax(), target, seen))) return true;
        }

        return false;
    }

    private static bool IsCode(ISymbol symbol) => symbol is IMethodSymbol or IFieldSymbol or ILocalSymbol or IPropertySymbol;
}
