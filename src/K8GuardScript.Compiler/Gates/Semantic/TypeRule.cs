using K8GuardScript.Compiler.Gates.Il;
using Microsoft.CodeAnalysis;

namespace K8GuardScript.Compiler.Gates.Semantic;

/// <summary>Which types a script's values can have.</summary>
internal static class TypeRule
{
    /// <summary>The deepest that types may be inside each other: <c>List&lt;List&lt;…&gt;&gt;</c>.</summary>
    public const int MostDepth = 6;

    /// <summary>How many values a tuple may hold, those of tuples inside it counted.</summary>
    public const int MostElements = 16;

    private const string Type = "K8G110";

    private static readonly string[] SdkInside = ["Registration", "Loading", "Objects", "Metering"];

    private static readonly string[] Holders = ["System.Nullable`1", "System.Collections.Generic.KeyValuePair`2"];

    /// <summary>Why no value can have this type; null if it can.</summary>
    public static (string Code, string What, string? Hint)? Refuse(ITypeSymbol? type)
    {
        if (type is null) return null;
        if (Named(type, 0) is { } refused) return refused;
        return Elements(type) > MostElements
            ? ("K8G115", $"a tuple holds more than {MostElements} values, those of tuples inside it counted", "use a list, or a record")
            : null;
    }

    /// <summary>True for what the script declares itself.</summary>
    public static bool IsScripts(ISymbol symbol) =>
        symbol.ContainingAssembly is null ? symbol is not INamespaceSymbol : symbol.ContainingAssembly is ISourceAssemblySymbol;

    /// <summary>True for what the Sdk has for scripts.</summary>
    public static bool IsSdks(INamedTypeSymbol type)
    {
        if (type.ContainingAssembly?.Name != IlMembers.Sdk) return false;
        var space = type.ContainingNamespace.ToDisplayString();
        return !SdkInside.Any(inside => (space + ".").StartsWith($"{IlMembers.Sdk}.{inside}.", StringComparison.Ordinal));
    }

    private static (string Code, string What, string? Hint)? Named(ITypeSymbol type, int depth)
    {
        if (depth > MostDepth) return ("K8G113", $"more than {MostDepth} types are inside each other", "use a record");
        return type switch
        {
            IErrorTypeSymbol or ITypeParameterSymbol => null,
            IArrayTypeSymbol array => Named(array.ElementType, depth + 1),
            INamedTypeSymbol { TypeKind: not TypeKind.Dynamic } named => Named(named, depth),
            IDynamicTypeSymbol => (Type, "`dynamic` has no place in a policy", "write the type, or `var`"),
            _ => (Type, "pointers have no place in a policy", "use a list or an array"),
        };
    }

    private static (string Code, string What, string? Hint)? Named(INamedTypeSymbol type, int depth)
    {
        if (type.IsScriptClass || type.SpecialType == SpecialType.System_Void) return null;
        if (!IsAllowed(type)) return (Type, $"`{TypeNames.Words(type)}` is not there for policies", GateHints.For(TypeNames.Metadata(type), ""));
        foreach (var argument in type.TypeArguments)
        {
            if (Named(argument, depth + 1) is { } refused) return refused;
        }

        return null;
    }

    private static bool IsAllowed(INamedTypeSymbol type) =>
        IsScripts(type)
            ? type.TypeKind == TypeKind.Enum || type.IsRecord
            : IsSdks(type) || AllowList.Script.HasValuesOf(TypeNames.Metadata(type));

    private static int Elements(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.Sum(element => Elements(element.Type)),
        INamedTypeSymbol { IsValueType: true } holder when Holders.Contains(TypeNames.Metadata(holder)) => holder.TypeArguments.Sum(Elements),
        _ => 1,
    };
}
