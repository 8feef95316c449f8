using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace K8GuardScript.Compiler.Gates;

/// <summary>Collects what the gates refuse: each place once for each code, and no more than people read.</summary>
/// <param name="script">the name of the script, for places that have no file</param>
/// <param name="errors">where the compiler says what is wrong: what touches it is only guesswork</param>
internal sealed class GateReport(string script, IReadOnlyList<Location> errors)
{
    private const int MostProblems = 100;

    private readonly HashSet<(string File, int Start, string Code)> seen = [];
    private readonly List<ScriptProblem> problems = [];

    public IReadOnlyList<ScriptProblem> Problems => problems;

    /// <param name="place">where</param>
    /// <param name="code">the rule: <c>K8G112</c></param>
    /// <param name="what">what is wrong</param>
    /// <param name="hint">what to write instead</param>
    public void Refuse(Location place, string code, string what, string? hint)
    {
        if (problems.Count == MostProblems || Touches(place)) return;
        var span = place.GetLineSpan();
        var file = string.IsNullOrEmpty(span.Path) ? script : span.Path;
        if (!seen.Add((file, place.SourceSpan.Start, code))) return;
        problems.Add(new ScriptProblem(file, span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1, code, what, true, hint));
    }

    /// <summary>True when the compiler could not understand all of a statement, so that not even its sound parts are what they seem.</summary>
    public bool IsBroken(SyntaxNode part)
    {
        if (errors.Count == 0) return false;
        return Touches((part.AncestorsAndSelf().FirstOrDefault(node => node is StatementSyntax or MemberDeclarationSyntax) ?? part).GetLocation());
    }

    private bool Touches(Location place) =>
        errors.Any(error => error.SourceTree == place.SourceTree && error.SourceSpan.IntersectsWith(place.SourceSpan));
}
