using K8GuardScript.Compiler.Gates.Semantic;
using Microsoft.CodeAnalysis;

namespace K8GuardScript.Compiler.Gates.Purity;

/// <summary>What a script's body calls to say what it is and which rules it has.</summary>
internal static class EntryPoints
{
    /// <summary>True for what registers a function that is called again and again.</summary>
    public static bool IsRule(IMethodSymbol method) =>
        IsOfEntry(method) && (method.Name.StartsWith("Each", StringComparison.Ordinal) || method.Name == "Schedule");

    /// <summary>True for what works in the script's body alone.</summary>
    public static bool IsEntryPoint(IMethodSymbol method) => IsRule(method) || (IsOfEntry(method) && method.Name is "Policy" or "Setting");

    private static bool IsOfEntry(IMethodSymbol method) => method.ContainingType is { Name: "Entry" } type && TypeRule.IsSdks(type);
}
