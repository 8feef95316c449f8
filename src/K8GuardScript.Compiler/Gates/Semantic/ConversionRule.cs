using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace K8GuardScript.Compiler.Gates.Semantic;

/// <summary>
/// Refuses boxing and values of type <c>object</c>: a tuple in a box in a tuple, nested without end, takes the stack with it when it
/// is compared or hashed.
/// </summary>
internal static class ConversionRule
{
    /// <summary>Why this conversion can't be; null if it can.</summary>
    public static (string Code, string What, string? Hint)? Refuse(IConversionOperation conversion)
    {
        var isToObject = conversion.Type?.SpecialType is SpecialType.System_Object or SpecialType.System_ValueType or SpecialType.System_Enum;
        var kind = conversion.GetConversion();
        if (!kind.IsBoxing && !kind.IsUnboxing && !isToObject) return null;
        if (IsPartOfText(conversion) || IsComparedWithNull(conversion)) return null;
        var from = conversion.Operand.Type is { } type ? TypeNames.Words(type) : "null";
        var to = conversion.Type is { } target ? TypeNames.Words(target) : "object";
        var hint = isToObject
            ? "write the type that it is; a text of it is `$\"{value}\"`"
            : "leave the value as it is, or copy it into a list";
        return ("K8G112", $"`{from}` can't become `{to}`: policies have no boxed values", hint);
    }

    // `"a" + 1`: the compiler takes the text of the value, and boxes nothing
    private static bool IsPartOfText(IConversionOperation conversion) =>
        conversion.IsImplicit
        && conversion.Parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String }
            or ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String };

    private static bool IsComparedWithNull(IConversionOperation conversion) =>
        conversion.IsImplicit
        && conversion.Parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison
        && (IsNull(comparison.LeftOperand) || IsNull(comparison.RightOperand))
        && !conversion.GetConversion().IsBoxing;

    private static bool IsNull(IOperation operand) => operand.ConstantValue is { HasValue: true, Value: null };
}
