using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace K8GuardScript.Compiler.Diagnostics;

/// <summary>A property called like a method, and a method named like a property.</summary>
internal static class Parentheses
{
    /// <summary><c>c.Image()</c>.</summary>
    public static Explanation? TooMany(Mistake mistake)
    {
        if (mistake.Around<InvocationExpressionSyntax>() is not { } call) return null;
        return new Explanation($"write `{call.Expression}`, without parentheses", $"`{call.Expression}` is a value, and can't be called");
    }

    /// <summary><c>if (c.Ports.Any)</c>.</summary>
    public static Explanation? TooFew(Mistake mistake)
    {
        var access = mistake.Node.DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>().FirstOrDefault()
            ?? mistake.Around<MemberAccessExpressionSyntax>();
        if (access is null || mistake.Model.GetMemberGroup(access) is not [IMethodSymbol method, ..] group) return null;
        var hasEmpty = group.OfType<IMethodSymbol>().Any(one => one.Parameters.Length == 0);
        return new Explanation(
            $"call it: `{access}({(hasEmpty ? "" : "...")})`", $"`{method.Name}` is a method, and is called with parentheses");
    }
}
