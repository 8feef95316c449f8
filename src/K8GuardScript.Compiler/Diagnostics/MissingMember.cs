using K8GuardScript.Sdk.Registration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace K8GuardScript.Compiler.Diagnostics;

/// <summary><c>c.Imge</c>, <c>c.Image.Split('/')</c>, <c>c.Ports.Length</c>: what a type does not have.</summary>
internal static class MissingMember
{
    private const int MostNames = 12;

    public static Explanation? Explain(Mistake mistake)
    {
        if (AccessOf(mistake) is not { } access) return null;
        var name = access.Name.Identifier.ValueText;
        var type = mistake.TypeOf(access.Expression) ?? mistake.Model.GetSymbolInfo(access.Expression).Symbol as ITypeSymbol;
        if (type is null) return null;

        // an operator of this name there is, but not with these arguments
        if (mistake.Diagnostic.Id == "CS1929" && SdkTypes.IsList(type))
            return new Explanation($"operators take a function: `{access.Expression}.{name}(item => ...)`", $"`{name}` does not take this");

        var message = $"{SdkTypes.Words(type)} has no `{name}`";
        if (SdkTypes.IsText(type) && OfString(access, name) is { } ofString) return new Explanation(ofString, message);
        var members = NamesOf(type);
        if (NearestName.Of(name, members) is { } near) return new Explanation($"did you mean `{near}`?", message);
        if (SdkTypes.IsList(type) && name is "Length" or "Size") return new Explanation($"write `{access.Expression}.Count`", message);
        if (SdkTypes.IsNullable(type) && NamesOf(((INamedTypeSymbol)type).TypeArguments[0]).Contains(name))
            return new Explanation($"say what absent means first: `({access.Expression} ?? ...).{name}`", message);
        if (SdkTypes.IsMap(type)) return new Explanation($"write `{access.Expression}[\"{ViewFields.Camel(name)}\"]`", message);
        if (SdkTypes.IsField(type)) return new Explanation(OfField(access), message);
        if (SdkTypes.IsView(type)) return new Explanation(OfView(access, name, (INamedTypeSymbol)type, mistake), message);
        return members.Count is > 0 and <= MostNames ? new Explanation($"it has {Quoted(members)}", message) : null;
    }

    // some complaints are about what stands before the dot
    private static MemberAccessExpressionSyntax? AccessOf(Mistake mistake) =>
        mistake.Node.Parent is MemberAccessExpressionSyntax parent && parent.Expression == mistake.Node && mistake.Diagnostic.Id == "CS1929"
            ? parent
            : mistake.Around<MemberAccessExpressionSyntax>();

    /// <summary>What people know from strings, and texts of an object leave to them.</summary>
    public static string? OfString(MemberAccessExpressionSyntax access, string name) => name switch
    {
        "Value" => $"write `{access.Expression}.ToString()`, which is empty where the text is absent",
        "ToLower" or "ToUpper" => $"make it a string first: `{access.Expression}.ToString().{name}Invariant()`",
        _ when typeof(string).GetMember(name).Length == 0 => null,
        _ => $"make it a string first: `{access.Expression}.ToString().{name}(...)`",
    };

    // `d.Spec.Replicas`, all that is written as if it were a view
    private static string OfField(MemberAccessExpressionSyntax access)
    {
        var path = access.Expression.ToString();
        for (SyntaxNode? step = access; step is MemberAccessExpressionSyntax { Parent: not InvocationExpressionSyntax } member; step = step.Parent)
            path += $"[\"{ViewFields.Camel(member.Name.Identifier.ValueText)}\"]";
        return $"what has no view is read by its names: `{path}`, and a value of it with `.Text`, `.Integer`, `.Number` or `.Bool`";
    }

    private static string OfView(MemberAccessExpressionSyntax access, string name, INamedTypeSymbol view, Mistake mistake)
    {
        if (MemberPath.Of(access, name, mistake) is { } path) return $"did you mean `{path}`?";
        if (view.Name == "Workload")
            return $"fields that only some kinds have are read with `{access.Expression}[\"spec\"][\"{ViewFields.Camel(name)}\"]`";
        return $"it has {Quoted([.. ViewFields.Of(view).Select(field => field.Property.Name).Order(StringComparer.Ordinal)])}";
    }

    private static List<string> NamesOf(ITypeSymbol type) =>
        [.. type.GetMembers().Where(IsForAuthors).Select(member => member.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static bool IsForAuthors(ISymbol member) =>
        member is { DeclaredAccessibility: Accessibility.Public, IsImplicitlyDeclared: false, CanBeReferencedByName: true, IsOverride: false }
        && member is not INamedTypeSymbol && member.Name is not ("GetEnumerator" or "Equals");

    private static string Quoted(List<string> names) => string.Join(", ", names.Select(name => $"`{name}`"));
}
