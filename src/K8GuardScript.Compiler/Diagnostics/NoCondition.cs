using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace K8GuardScript.Compiler.Diagnostics;

/// <summary><c>if (c.Image)</c>: what is no condition; and values of another type than wanted.</summary>
internal static class NoCondition
{
    public static Explanation? Explain(Mistake mistake)
    {
        if (mistake.Around<ExpressionSyntax>() is not { } value) return null;
        if (value is AssignmentExpressionSyntax assignment && Assignment.IsCondition(assignment)) return Assignment.Explain(mistake);
        var type = mistake.TypeOf(value);
        var wanted = mistake.Model.GetTypeInfo(value).ConvertedType;
        var isCondition = value.Parent is IfStatementSyntax or WhileStatementSyntax or ConditionalExpressionSyntax
            || value.Parent.IsKind(SyntaxKind.LogicalAndExpression) || value.Parent.IsKind(SyntaxKind.LogicalOrExpression)
            || wanted?.SpecialType == SpecialType.System_Boolean;
        if (!isCondition || type is null) return null;

        var message = $"`{value}` is {SdkTypes.Words(type)}, and no condition";
        if (SdkTypes.CanBeAbsent(type)) return new Explanation($"ask `{value}.Exists`, or compare it: `{value} == ...`", message);
        return new Explanation($"compare it: `{value} == ...`", message);
    }
}
