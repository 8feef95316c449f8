using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace K8GuardScript.Compiler.Gates.Semantic;

/// <summary>Where to point at.</summary>
internal static class Places
{
    /// <summary>The name of what is used, rather than all that leads to it.</summary>
    public static Location NameIn(SyntaxNode node)
    {
        while (true)
        {
            switch (node)
            {
                case InvocationExpressionSyntax invocation:
                    node = invocation.Expression;
                    continue;
                case ConditionalAccessExpressionSyntax conditional:
                    node = conditional.WhenNotNull;
                    continue;
                case MemberAccessExpressionSyntax access:
                    return access.Name.GetLocation();
                case MemberBindingExpressionSyntax binding:
                    return binding.Name.GetLocation();
                case ElementAccessExpressionSyntax element:
                    return element.ArgumentList.GetLocation();
                case ObjectCreationExpressionSyntax creation:
                    return creation.Type.GetLocation();
                case CommonForEachStatementSyntax loop:
                    return loop.Expression.GetLocation();
                default:
                    return node.GetLocation();
            }
        }
    }
}
