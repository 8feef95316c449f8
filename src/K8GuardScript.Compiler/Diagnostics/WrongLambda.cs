using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace K8GuardScript.Compiler.Diagnostics;

/// <summary>A rule or condition that takes more or less than it is given, or returns something.</summary>
internal static class WrongLambda
{
    /// <summary><c>EachContainer(c => …)</c>.</summary>
    public static Explanation? ExplainParameters(Mistake mistake)
    {
        if (EntryOf(mistake) is not { } entry) return null;
        var letter = entry switch { "EachContainer" => "c", "EachWorkload" => "w", "EachNamespace" => "ns", _ => "o" };
        return entry.StartsWith("Each", StringComparison.Ordinal)
            ? new Explanation(
                $"write `{entry}(({letter}, found) => ...)`", $"a rule of `{entry}` takes two things: what is judged, and where findings go")
            : null;
    }

    /// <summary><c>return "too large";</c>.</summary>
    public static Explanation? ExplainReturn(Mistake mistake) =>
        EntryOf(mistake) is { } entry && entry.StartsWith("Each", StringComparison.Ordinal)
        ? new Explanation("report with `found.Violation(place, \"message\")`, and leave with `return;`", "a rule returns nothing")
        : null;

    private static string? EntryOf(Mistake mistake)
    {
        var lambda = mistake.Around<AnonymousFunctionExpressionSyntax>()
            ?? mistake.Node.DescendantNodes().OfType<AnonymousFunctionExpressionSyntax>().FirstOrDefault();
        if (lambda?.Parent?.Parent?.Parent is not InvocationExpressionSyntax call) return null;
        return call.Expression is GenericNameSyntax or IdentifierNameSyntax ? call.Expression.ToString() : null;
    }
}
