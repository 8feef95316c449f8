using K8GuardScript.Compiler.Gates.Purity;
using K8GuardScript.Compiler.Gates.Semantic;
using K8GuardScript.Compiler.Gates.Syntax;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace K8GuardScript.Compiler.Gates;

/// <summary>Refuses what a policy must not do, in the source of the script and of every file that it loads.</summary>
internal static class ScriptGate
{
    /// <summary>What can be told before anything is bound. If there is something, binding may take for ever: don't.</summary>
    /// <param name="compilation">the script</param>
    /// <param name="script">the script's name</param>
    public static IReadOnlyList<ScriptProblem> CheckSyntax(CSharpCompilation compilation, string script)
    {
        var report = new GateReport(script, []);
        foreach (var tree in compilation.SyntaxTrees) SyntaxGate.Check(tree.GetRoot(), report);
        return report.Problems;
    }

    /// <summary>The rest: what names mean, and what rules keep.</summary>
    /// <param name="compilation">the script, with a syntax that passed</param>
    /// <param name="script">the script's name</param>
    /// <param name="errors">where the compiler says what is wrong</param>
    public static IReadOnlyList<ScriptProblem> Check(CSharpCompilation compilation, string script, IReadOnlyList<Location> errors)
    {
        var report = new GateReport(script, errors);
        var files = compilation.SyntaxTrees.Select(tree => compilation.GetSemanticModel(tree)).Select(model => (model, ScriptOperations.Roots(model))).ToList();
        foreach (var (model, roots) in files) SemanticGate.Check(model, roots, report);
        PurityGate.Check([.. files.SelectMany(file => file.Item2)], report);
        return report.Problems;
    }
}
