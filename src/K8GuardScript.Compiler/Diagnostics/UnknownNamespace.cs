namespace K8GuardScript.Compiler.Diagnostics;

/// <summary><c>using System.Linq;</c>, <c>System.IO.File</c>: what is not there for policies.</summary>
internal static class UnknownNamespace
{
    public const string NothingElse =
        "a policy only judges what it is given: no files, network, processes, threads or clock; values from outside come with `Setting(...)`";

    public static Explanation? Explain(Mistake mistake)
    {
        var line = mistake.Root.GetText().Lines.GetLineFromPosition(mistake.Diagnostic.Location.SourceSpan.Start).ToString();
        if (line.Contains("Linq", StringComparison.Ordinal))
            return new Explanation(
                "remove the line: `Where`, `Any`, `All`, `Select`, `First` are there without it", "there is no `System.Linq` here");
        return new Explanation(NothingElse, $"there is no `{mistake.Text}` here");
    }
}
