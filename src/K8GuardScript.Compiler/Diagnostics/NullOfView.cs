using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace K8GuardScript.Compiler.Diagnostics;

/// <summary><c>c.SecurityContext?.Privileged</c>, <c>c.SecurityContext is null</c>: what C# has for null, and views need not.</summary>
internal static class NullOfView
{
    /// <summary>Of <c>?.</c>.</summary>
    public static Explanation? ExplainConditional(Mistake mistake)
    {
        if (mistake.Around<ConditionalAccessExpressionSyntax>() is not { } access) return null;
        var type = mistake.TypeOf(access.Expression);
        if (!SdkTypes.CanBeAbsent(type)) return null;
        var plain = access.WhenNotNull.ToString();
        return new Explanation(
            $"write `{access.Expression}{plain}`: what is absent reads as absent all the way down",
            $"`{access.Expression}` is never null, so `?.` does not fit");
    }

    /// <summary>Of <c>is null</c> and <c>is not null</c>.</summary>
    public static Explanation? ExplainPattern(Mistake mistake)
    {
        if (mistake.Around<IsPatternExpressionSyntax>() is not { } test || !SdkTypes.CanBeAbsent(mistake.TypeOf(test.Expression)))
            return null;
        var isNot = test.Pattern is UnaryPatternSyntax;
        return new Explanation(
            $"write `{test.Expression} {(isNot ? "!=" : "==")} null`, or `{(isNot ? "" : "!")}{test.Expression}.Exists`",
            $"`{test.Expression}` is never null, so `is {test.Pattern}` does not fit");
    }
}
