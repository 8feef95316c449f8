using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace K8GuardScript.Compiler.Diagnostics;

/// <summary><c>c.Image is "a" or "b"</c>: patterns that strings have, and texts of an object do not.</summary>
internal static class PatternOfText
{
    public static Explanation? Explain(Mistake mistake)
    {
        if (mistake.Around<IsPatternExpressionSyntax>() is not { } test || mistake.Node.FirstAncestorOrSelf<PatternSyntax>() is null) return null;
        if (!SdkTypes.IsText(mistake.TypeOf(test.Expression))) return null;
        var (pattern, isNot) = Positive(test.Pattern);
        var texts = pattern.DescendantNodesAndSelf().OfType<ConstantPatternSyntax>().Select(constant => constant.Expression.ToString()).ToList();
        var call = texts.Count == 1
            ? $"{test.Expression} {(isNot ? "!=" : "==")} {texts[0]}"
            : $"{(isNot ? "!" : "")}{test.Expression}.Is({string.Join(", ", texts)})";
        return new Explanation($"write `{call}`", "a text of an object can't be matched like this");
    }

    private static (PatternSyntax Pattern, bool IsNot) Positive(PatternSyntax pattern)
    {
        var isNot = false;
        while (true)
        {
            switch (pattern)
            {
                case UnaryPatternSyntax not: (pattern, isNot) = (not.Pattern, !isNot); break;
                case ParenthesizedPatternSyntax inner: pattern = inner.Pattern; break;
                // `not "a" and not "b"`
                case BinaryPatternSyntax both when both.IsKind(SyntaxKind.AndPattern): return (pattern, true);
                default: return (pattern, isNot);
            }
        }
    }
}
