using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace K8GuardScript.Compiler.Diagnostics;

/// <summary><c>d.Spec.Containers</c>, which is <c>d.Spec.Template.Spec.Containers</c>: a field that is further inside, or beside.</summary>
internal static class MemberPath
{
    private const int MostSteps = 3;

    /// <returns>the nearest place where the name is, as it is written; null if there is none</returns>
    public static string? Of(MemberAccessExpressionSyntax access, string name, Mistake mistake)
    {
        for (ExpressionSyntax? from = access.Expression; from is not null; from = (from as MemberAccessExpressionSyntax)?.Expression)
        {
            if (mistake.TypeOf(from) is { } type && SdkTypes.IsView(type) && Inside(type, name) is { } steps) return $"{from}.{steps}";
        }

        return null;
    }

    // breadth first, so that the shortest way is told
    private static string? Inside(ITypeSymbol type, string name)
    {
        var left = new Queue<(ITypeSymbol Type, string Steps, int Depth)>([(type, "", 1)]);
        while (left.TryDequeue(out var at))
        {
            var members = at.Type.GetMembers().OfType<IPropertySymbol>()
                .Where(member => member is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public }).ToList();
            if (members.Find(member => string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase)) is { } found)
                return at.Steps + found.Name;
            if (at.Depth == MostSteps) continue;
            foreach (var member in members.Where(member => SdkTypes.IsView(member.Type)))
                left.Enqueue((member.Type, $"{at.Steps}{member.Name}.", at.Depth + 1));
        }

        return null;
    }
}
