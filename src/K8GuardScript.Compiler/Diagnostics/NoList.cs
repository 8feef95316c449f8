using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace K8GuardScript.Compiler.Diagnostics;

/// <summary><c>foreach</c> over what is no list.</summary>
internal static class NoList
{
    public static Explanation? Explain(Mistake mistake)
    {
        if (mistake.Around<CommonForEachStatementSyntax>() is not { } loop) return null;
        var type = mistake.TypeOf(loop.Expression);
        var lists = type?.GetMembers().OfType<IPropertySymbol>().Where(member => SdkTypes.IsList(member.Type))
            .Select(member => $"`{loop.Expression}.{member.Name}`").Take(6).ToList() ?? [];
        return new Explanation(
            lists.Count > 0 ? $"lists here are {string.Join(", ", lists)}" : "go over a list: `foreach (var port in c.Ports)`",
            $"`{loop.Expression}` is {SdkTypes.Words(type)}, and no list");
    }
}
