using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace K8GuardScript.Compiler.Diagnostics;

/// <summary>An operator between two things that it does not fit: a text and a number, a view and <c>??</c>.</summary>
internal static class UnfitOperator
{
    public static Explanation? Explain(Mistake mistake)
    {
        if (mistake.Around<BinaryExpressionSyntax>() is not { } binary) return null;
        var (left, right) = (mistake.TypeOf(binary.Left), mistake.TypeOf(binary.Right));
        var sign = binary.OperatorToken.Text;
        var message = $"`{sign}` does not fit {SdkTypes.Words(left)} and {SdkTypes.Words(right)}";
        if (sign == "??" && SdkTypes.CanBeAbsent(left))
        {
            var hint = $"ask whether it is there: `{binary.Left}.Exists ? {binary.Left} : ...`";
            return new Explanation(hint, $"`{binary.Left}` is never null, so `??` does not fit");
        }

        if (sign is "&&" or "||" && Condition(binary, left, right) is { } condition) return new Explanation(condition, message);
        if ((Character(binary.Left) ?? Character(binary.Right)) is { } text)
            return new Explanation($"a text stands between double quotes: `{text}`", message);
        if (sign is "==" or "!=" or "<" or ">" or "<=" or ">=" && Amount(binary, left, right) is { } amount) return new Explanation(amount, message);
        if (sign is "<" or ">" or "<=" or ">=" && (IsText(left) || IsText(right)))
            return new Explanation(
                "texts are compared with `==`, `StartsWith`, `EndsWith`, `Contains` and `Is`; numbers are compared with numbers", message);
        if (sign is "==" or "!=" && Comparison(binary, left, right) is { } comparison) return new Explanation(comparison, message);
        return null;
    }

    private static string? Condition(BinaryExpressionSyntax binary, ITypeSymbol? left, ITypeSymbol? right)
    {
        var odd = SdkTypes.IsNullable(left) ? binary.Left : SdkTypes.IsNullable(right) ? binary.Right : null;
        if (odd is not null) return $"it may be absent: write `{odd} == true`";
        odd = SdkTypes.CanBeAbsent(left) ? binary.Left : SdkTypes.CanBeAbsent(right) ? binary.Right : null;
        return odd is null ? null : $"ask `{odd}.Exists`";
    }

    private static string? Comparison(BinaryExpressionSyntax binary, ITypeSymbol? left, ITypeSymbol? right)
    {
        if (IsNumber(left) && IsText(right)) return Number(binary.Right);
        if (IsNumber(right) && IsText(left)) return Text(binary);
        if (IsTruth(left) && IsText(right)) return $"write `{binary.Left} == {binary.Right.ToString().Trim('"')}` without quotes";
        if (SdkTypes.IsField(left)) return $"say what it is first: `{binary.Left}.Text`, `.Integer`, `.Number` or `.Bool`";
        if (SdkTypes.IsList(left)) return $"a list is asked with `{binary.Left}.Contains(...)`, `.Any(...)` or `.All(...)`";
        return SdkTypes.IsView(left)
            ? $"compare one of its fields, as in `{binary.Left}.Name == ...`, or ask `{binary.Left}.Exists`"
            : null;
    }

    // `limit > "1Gi"`, `5 < limit`
    private static string? Amount(BinaryExpressionSyntax binary, ITypeSymbol? left, ITypeSymbol? right)
    {
        if (SdkTypes.IsQuantity(left) == SdkTypes.IsQuantity(right)) return null;
        var other = SdkTypes.IsQuantity(left) ? binary.Right : binary.Left;
        return $"compare it with a quantity: `Quantity.Of({(other is LiteralExpressionSyntax literal ? $"\"{literal.Token.ValueText}\"" : "\"1Gi\"")})`";
    }

    private static string Text(BinaryExpressionSyntax binary) => binary.Right is LiteralExpressionSyntax literal
        ? $"compare it with a text, in quotes: `{binary.Left} == \"{literal.Token.Text}\"`"
        : $"compare a text with a text, or make `{binary.Right}` one: `{binary.Right}.ToString()`";

    private static string Number(ExpressionSyntax text) =>
        text is LiteralExpressionSyntax literal ? $"write the number without quotes: `{literal.Token.ValueText}`" : "compare a number with a number";

    private static string? Character(ExpressionSyntax value) =>
        value is LiteralExpressionSyntax literal && literal.IsKind(SyntaxKind.CharacterLiteralExpression) ? $"\"{literal.Token.ValueText}\"" : null;

    private static bool IsText(ITypeSymbol? type) => SdkTypes.IsText(type) || type?.SpecialType == SpecialType.System_String;

    private static bool IsTruth(ITypeSymbol? type) => Inner(type)?.SpecialType == SpecialType.System_Boolean;

    private static bool IsNumber(ITypeSymbol? type) =>
        Inner(type)?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Double;

    private static ITypeSymbol? Inner(ITypeSymbol? type) => SdkTypes.IsNullable(type) ? ((INamedTypeSymbol)type!).TypeArguments[0] : type;
}
