using Microsoft.CodeAnalysis;

namespace K8GuardScript.Compiler;

/// <summary>Tells apart what scripts get from the Sdk.</summary>
internal static class SdkTypes
{
    private const string Prefix = "K8GuardScript.Sdk.";
    private const string ViewPrefix = Prefix + "Views.";
    private const string Fields = Prefix + "Fields.";

    /// <summary>A view, text, list or map: a struct that tells with <c>Exists</c> whether the field is there.</summary>
    public static bool CanBeAbsent(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Struct } named
        && named.ToDisplayString().StartsWith(Prefix, StringComparison.Ordinal)
        && named.GetMembers("Exists").Any();

    /// <summary>A typed view of an object or a part of one.</summary>
    public static bool IsView(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Struct } && type.ToDisplayString().StartsWith(ViewPrefix, StringComparison.Ordinal);

    public static bool IsText(ITypeSymbol? type) => type?.ToDisplayString() == Fields + "Text";

    public static bool IsField(ITypeSymbol? type) => type?.ToDisplayString() == Fields + "Field";

    public static bool IsList(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "Items", TypeArguments.Length: 1 };

    public static bool IsQuantity(ITypeSymbol? type) => type?.ToDisplayString() == Fields + "Quantity";

    /// <summary>Labels, limits: what is read by a key that nobody knows before.</summary>
    public static bool IsMap(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "TextMap" or "Fields" } && type.ToDisplayString().StartsWith(Fields, StringComparison.Ordinal);

    public static bool IsKind(ITypeSymbol? type) => type is not null && type.AllInterfaces.Any(one => one.Name == "IKind");

    /// <summary>What may stand for a whole object: where a template is asked for, a Pod is its own.</summary>
    public static bool MayBeObject(ITypeSymbol? type) =>
        IsField(type) || IsKind(type) || (IsView(type) && type!.Name is "Workload" or "PodTemplateSpec");

    public static bool IsNullable(ITypeSymbol? type) => type?.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    public static bool IsFindings(ITypeSymbol? type) => type?.ToDisplayString() == Prefix + "Authoring.Findings";

    /// <summary>A type as people call it: <c>a text</c>, <c>a list</c>, <c>the view `Deployment`</c>.</summary>
    public static string Words(ITypeSymbol? type) => type switch
    {
        null => "this",
        _ when IsText(type) => "a text",
        _ when IsList(type) => "a list",
        _ when IsField(type) => "an untyped field",
        _ when IsQuantity(type) => "a quantity",
        _ when IsMap(type) => "a map",
        _ when IsView(type) => $"the view `{type.Name}`",
        { SpecialType: SpecialType.System_String } => "a text",
        { SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 } => "a whole number",
        { SpecialType: SpecialType.System_Double } => "a number",
        { SpecialType: SpecialType.System_Boolean } => "true or false",
        INamedTypeSymbol { TypeArguments: [var inner] } when IsNullable(type) => $"{Words(inner)} that may be absent",
        _ => $"`{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}`",
    };
}
