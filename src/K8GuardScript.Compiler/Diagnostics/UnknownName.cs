using K8GuardScript.Sdk.Registration;
using Microsoft.CodeAnalysis;

namespace K8GuardScript.Compiler.Diagnostics;

/// <summary>A name that means nothing here: misspelt, or known from other programs.</summary>
internal static class UnknownName
{
    private static readonly Dictionary<string, string> Elsewhere = new(StringComparer.Ordinal)
    {
        ["Console"] = "a policy prints nothing: report with `found.Violation(place, \"message\")`",
        ["found"] = "findings belong to a rule: `EachContainer((c, found) => found.Violation(c[\"image\"], \"message\"))`",
        ["elif"] = "write `else if`",
        ["elseif"] = "write `else if`",
        ["and"] = "write `&&`",
        ["or"] = "write `||`",
        ["not"] = "write `!`",
        ["None"] = "write `Act.None`",
        ["Stop"] = "write `Act.Stop`",
        ["Delete"] = "write `Act.Delete`",
        ["Low"] = "write `Severity.Low`",
        ["Medium"] = "write `Severity.Medium`",
        ["High"] = "write `Severity.High`",
        ["Critical"] = "write `Severity.Critical`",
        ["True"] = "write `true`",
        ["False"] = "write `false`",
        ["nil"] = "write `null`",
    };

    private static readonly string[] Outside =
    [
        "File", "Directory", "Path", "Environment", "Process", "HttpClient", "Thread", "Task", "Timer", "Assembly", "Activator", "Socket", "Dns",
    ];

    public static Explanation? Explain(Mistake mistake)
    {
        var name = mistake.Text;
        var message = $"name `{name}` does not exist";
        if (Elsewhere.TryGetValue(name, out var hint)) return new Explanation(hint, message);
        if (Outside.Contains(name)) return new Explanation(UnknownNamespace.NothingElse, message);

        if (KindOf(name, mistake) is { } kind)
            return new Explanation($"write `Each<{kind}>(({char.ToLowerInvariant(kind[0])}, found) => ...)`", message);

        var known = mistake.Model.LookupSymbols(mistake.Diagnostic.Location.SourceSpan.Start)
            .Where(symbol => symbol is ILocalSymbol or IParameterSymbol or IFieldSymbol or IMethodSymbol or IPropertySymbol || IsOurs(symbol))
            .Select(symbol => symbol.Name);
        return new Explanation(
            NearestName.Of(name, known) is { } near ? $"did you mean `{near}`?" : "declare it first, as in `var limit = 3;`, or check its spelling",
            message);
    }

    // of `EachDeployment` and `EachPods`
    private static string? KindOf(string name, Mistake mistake)
    {
        if (!name.StartsWith("Each", StringComparison.OrdinalIgnoreCase) || name.Length < 7) return null;
        var kinds = mistake.Model.LookupNamespacesAndTypes(mistake.Diagnostic.Location.SourceSpan.Start).Where(symbol => SdkTypes.IsKind(symbol as ITypeSymbol))
            .Select(symbol => symbol.Name).ToList();
        return kinds.Find(kind => name.AsSpan(4).Equals(kind, StringComparison.OrdinalIgnoreCase))
            ?? kinds.Find(kind => name.AsSpan(4).Equals($"{kind}s", StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsOurs(ISymbol symbol) =>
        symbol is INamedTypeSymbol && symbol.ContainingNamespace?.ToDisplayString().StartsWith("K8GuardScript.Sdk", StringComparison.Ordinal) == true;
}
