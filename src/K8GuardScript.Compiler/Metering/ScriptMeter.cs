using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace K8GuardScript.Compiler.Metering;

/// <summary>
/// Rewrites a script, with all that it loads, so that it counts what it does: loops and functions call the Sdk's meter, and calls
/// that do much in one go are charged before. What the compiler says comes from the script as it was written; every statement stays
/// in its line, so that what it throws names the right one.
/// </summary>
internal static class ScriptMeter
{
    /// <summary>The texts by file, and what can't be metered: with a problem the texts are of no use.</summary>
    /// <param name="compilation">the script as it was written, without errors</param>
    /// <param name="cancel">stops it between two files</param>
    public static (IReadOnlyDictionary<string, SourceText> Texts, IReadOnlyList<ScriptProblem> Problems) Rewrite(
        CSharpCompilation compilation, CancellationToken cancel)
    {
        var texts = new Dictionary<string, SourceText>(StringComparer.Ordinal);
        var problems = new List<ScriptProblem>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancel.ThrowIfCancellationRequested();
            texts[tree.FilePath] = Rewrite(compilation, tree, problems, cancel);
        }

        return (texts, problems);
    }

    private static SourceText Rewrite(
        CSharpCompilation compilation, SyntaxTree tree, List<ScriptProblem> problems, CancellationToken cancel)
    {
        var site = new MeteringSite(compilation.GetSemanticModel(tree), problems);
        var (flow, texts, calls) = (new FlowMeter(site), new TextMeter(site), new CallMeter(site));
        var root = tree.GetRoot(cancel);
        foreach (var token in root.DescendantTokens())
        {
            // INVARIANT: no name of a script hides one that the rewritten script calls.
            if (token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText.EndsWith(MeteringSite.Suffix, StringComparison.Ordinal))
            {
                site.Problem(
                    token,
                    $"the name `{token.ValueText}` is not free: names that end in `{MeteringSite.Suffix}` are the guard's",
                    "choose another name");
            }
        }

        // from the outside in, and not by recursion: a long sum is a deep tree
        foreach (var node in root.DescendantNodes())
        {
            flow.Visit(node);
            texts.Visit(node);
            calls.Visit(node);
        }

        return site.Edits.Apply(tree.GetText(cancel));
    }
}
