using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace K8GuardScript.Compiler.Diagnostics;

/// <summary><c>w.Kind is "Job" or "CronJob"</c>, <c>kind switch { "Job" => … }</c>: texts of objects are no constants' match.</summary>
internal static class TextPattern
{
    public static Explanation? Explain(Mistake mistake)
    {
        var pattern = mistake.Around<ConstantPatternSyntax>();
        var place = pattern?.FirstAncestorOrSelf<SyntaxNode>(
            node => node is IsPatternExpressionSyntax or SwitchExpressionSyntax or SubpatternSyntax);
        var value = place switch
        {
            IsPatternExpressionSyntax test => test.Expression,
            SwitchExpressionSyntax choice => choice.GoverningExpression,
            _ => null,
        };
        if (value is null || mistake.TypeOf(value) is not { } type || !SdkTypes.IsText(type)) return null;
        const string Message = "a text of an object can't be matched like this";
        return place is IsPatternExpressionSyntax
            ? new Explanation($"write `{value}.Is({mistake.Text})`, which takes several: `{value}.Is(\"a\", \"b\")`", Message)
            : new Explanation($"make it a string first: `{value}.ToString()`", Message);
    }
}
