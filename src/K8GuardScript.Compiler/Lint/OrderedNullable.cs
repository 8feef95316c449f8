using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace K8GuardScript.Compiler.Lint;

/// <summary><c>d.Spec.Replicas &lt; 2</c> where the field may be absent: then it is false, and so is its opposite.</summary>
internal static class OrderedNullable
{
    private const string Code = "K8G304";

    public static IEnumerable<ScriptProblem> Find(LintTarget target)
    {
        foreach (var node in target.Nodes.OfType<BinaryExpressionSyntax>().Where(IsOrdering))
        {
            foreach (var side in new[] { node.Left, node.Right })
            {
                if (target.Type(side)?.OriginalDefinition.SpecialType != SpecialType.System_Nullable_T || IsAskedFor(side)) continue;
                var text = side.ToString();
                yield return target.Warn(
                    side,
                    Code,
                    $"where `{text}` is absent, `{node.OperatorToken.Text}` is false, and so is its opposite",
                    $"say what absent means: `({text} ?? {Default(target, side)})`");
            }
        }
    }

    private static bool IsOrdering(BinaryExpressionSyntax node) => node.Kind() is SyntaxKind.LessThanExpression
        or SyntaxKind.LessThanOrEqualExpression or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression;

    // whoever asks in the same function whether it is there has thought of it
    private static bool IsAskedFor(ExpressionSyntax value)
    {
        var function = value.Ancestors().FirstOrDefault(node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax
            or MethodDeclarationSyntax) ?? value.SyntaxTree.GetRoot();
        return function.DescendantNodes().Any(node => node switch
        {
            BinaryExpressionSyntax test when test.Kind() is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression =>
                (IsNull(test.Right) && Same(test.Left, value)) || (IsNull(test.Left) && Same(test.Right, value)),
            IsPatternExpressionSyntax test => Same(test.Expression, value),
            MemberAccessExpressionSyntax { Name.Identifier.Text: "HasValue" } test => Same(test.Expression, value),
            _ => false,
        });
    }

    private static bool Same(ExpressionSyntax a, ExpressionSyntax b) => SyntaxFactory.AreEquivalent(a, b);

    private static bool IsNull(ExpressionSyntax node) => node.IsKind(SyntaxKind.NullLiteralExpression);

    private static string Default(LintTarget target, ExpressionSyntax side)
    {
        var type = target.Type(side) is INamedTypeSymbol { TypeArguments: [var inner] } ? inner.SpecialType : SpecialType.None;
        return type is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Double ? "0" : "...";
    }
}
