using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace K8GuardScript.Compiler.Diagnostics;

/// <summary><c>int n = d.Spec.Replicas</c>, <c>if (c.SecurityContext.Privileged)</c>: a value that may be absent where one must be.</summary>
internal static class NullableValue
{
    public static Explanation? Explain(Mistake mistake)
    {
        if (mistake.Around<ExpressionSyntax>() is not { } value) return null;
        var isNegated = value is PrefixUnaryExpressionSyntax negation && negation.IsKind(SyntaxKind.LogicalNotExpression);
        if (value is PrefixUnaryExpressionSyntax { Operand: var inner } && isNegated) value = inner;
        if (mistake.TypeOf(value) is not INamedTypeSymbol { TypeArguments: [var type] } nullable || !SdkTypes.IsNullable(nullable))
            return null;

        var message = $"`{value}` may be absent";
        return type.SpecialType == SpecialType.System_Boolean
            ? new Explanation($"write `{value} {(isNegated ? "!=" : "==")} true`", message)
            : new Explanation($"say what absent means: `{value} ?? 1`, if the default is 1", message);
    }
}
