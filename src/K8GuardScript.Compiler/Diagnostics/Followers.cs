using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace K8GuardScript.Compiler.Diagnostics;

/// <summary>Errors that only follow from another one in the same statement, or say the same again.</summary>
internal static class Followers
{
    /// <summary>Errors without those that follow, and all else, each with what explains it.</summary>
    public static IEnumerable<(Diagnostic Diagnostic, Explanation? Explanation)> Without(
        IReadOnlyList<(Diagnostic Diagnostic, Explanation? Explanation)> problems)
    {
        var explained = problems.Where(problem => problem.Explanation is not null && StatementOf(problem.Diagnostic) is not null)
            .GroupBy(problem => StatementOf(problem.Diagnostic)!)
            .ToDictionary(group => group.Key, group => group.DistinctBy(problem => problem.Explanation).ToHashSet());
        return problems.Where(problem => problem.Diagnostic.Severity != DiagnosticSeverity.Error
            || StatementOf(problem.Diagnostic) is not { } statement
            || !explained.TryGetValue(statement, out var first)
            || first.Contains(problem));
    }

    // of a function inside a statement, the statement inside that
    private static SyntaxNode? StatementOf(Diagnostic diagnostic)
    {
        if (diagnostic.Location.SourceTree is not { } tree) return null;
        return tree.GetRoot().FindToken(diagnostic.Location.SourceSpan.Start).Parent
            ?.AncestorsAndSelf().FirstOrDefault(node => node is StatementSyntax and not BlockSyntax or MemberDeclarationSyntax);
    }
}
