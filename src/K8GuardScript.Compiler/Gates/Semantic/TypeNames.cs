using Microsoft.CodeAnalysis;

namespace K8GuardScript.Compiler.Gates.Semantic;

/// <summary>Symbols' names as <c>allowed.txt</c> writes them, and as people read them.</summary>
internal static class TypeNames
{
    private static readonly SymbolDisplayFormat Short = SymbolDisplayFormat.MinimallyQualifiedFormat;

    /// <summary><c>System.Collections.Generic.List`1/Enumerator</c>.</summary>
    public static string Metadata(INamedTypeSymbol type)
    {
        var definition = type.OriginalDefinition;
        if (definition.ContainingType is { } outer) return Metadata(outer) + "/" + definition.MetadataName;
        var space = definition.ContainingNamespace;
        return space is null || space.IsGlobalNamespace ? definition.MetadataName : space.ToDisplayString() + "." + definition.MetadataName;
    }

    /// <summary>The parameters' types as in <c>allowed.txt</c>.</summary>
    public static string Parameters(IMethodSymbol method) =>
        string.Join(',', method.OriginalDefinition.Parameters.Select(parameter => Parameter(parameter.Type)));

    /// <summary>For messages: <c>List&lt;int&gt;</c>.</summary>
    public static string Words(ISymbol symbol) => symbol.ToDisplayString(Short);

    private static string Parameter(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Parameter(array.ElementType) + "[]",
        ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method } parameter => "!!" + parameter.Ordinal,
        ITypeParameterSymbol parameter => "!" + parameter.Ordinal,
        _ => type.Name,
    };
}
