using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace K8GuardScript.Compiler.Diagnostics;

/// <summary><c>string s = limits["cpu"]</c>: a quantity where a text or a number is wanted.</summary>
internal static class QuantityValue
{
    public static Explanation? Explain(Mistake mistake) =>
        mistake.Around<ExpressionSyntax>() is { } value && SdkTypes.IsQuantity(mistake.TypeOf(value))
            ? new Explanation(
                $"its text is `{value}.ToString()`, its number `{value}.Value`; it is compared with `Quantity.Of(\"1Gi\")`",
                $"`{value}` is a quantity, which does not fit here")
            : null;
}
