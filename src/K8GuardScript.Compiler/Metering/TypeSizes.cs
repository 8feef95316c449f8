using Microsoft.CodeAnalysis;

namespace K8GuardScript.Compiler.Metering;

/// <summary>Sizes of types, and their names as the table of metered members has them.</summary>
internal static class TypeSizes
{
    private const int Reference = 8;
    private const int UnknownStruct = 64;

    /// <summary>Full name without type parameters: <c>System.Collections.Generic.List</c>.</summary>
    public static string NameOf(INamedTypeSymbol? type) => type is null ? "" : $"{type.ContainingNamespace.ToDisplayString()}.{type.Name}";

    /// <summary>How many bytes one value takes in a list, at most.</summary>
    public static int BytesOf(ITypeSymbol type) => type switch
    {
        { IsReferenceType: true } => Reference,
        { SpecialType: SpecialType.System_Boolean or SpecialType.System_Byte or SpecialType.System_SByte } => 1,
        { SpecialType: SpecialType.System_Char or SpecialType.System_Int16 or SpecialType.System_UInt16 } => 2,
        { SpecialType: SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Single } => 4,
        { SpecialType: SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_Double } => 8,
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.Sum(element => BytesOf(element.Type)),
        _ => UnknownStruct,
    };
}
