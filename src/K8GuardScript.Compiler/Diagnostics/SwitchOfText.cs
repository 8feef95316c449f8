using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace K8GuardScript.Compiler.Diagnostics;

/// <summary><c>kind switch { "Job" => … }</c>: constants match strings, and no texts of an object.</summary>
internal static class SwitchOfText
{
    public static Explanation? Explain(Mistake mistake)
    {
        var value = mistake.Around<ConstantPatternSyntax>()?.FirstAncestorOrSelf<SwitchExpressionSyntax>()?.GoverningExpression;
        if (value is null || mistake.TypeOf(value) is not { } type || !SdkTypes.IsText(type)) return null;
        return new Explanation($"make it a string first: `{value}.ToString()`", "a text of an object can't be matched like this");
    }
}
