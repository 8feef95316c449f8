using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace K8GuardScript.Compiler.Lint;

/// <summary>A script that compiles, as lint rules look at it: its own tree and those of what it loads.</summary>
/// <param name="compilation">without an error</param>
/// <param name="script">the script's name</param>
internal sealed class LintTarget(CSharpCompilation compilation, string script)
{
    private const string EntryClass = "K8GuardScript.Sdk.Authoring.Entry";

    private readonly Dictionary<SyntaxTree, SemanticModel> models = [];

    /// <summary>Every node of the script and of what it loads.</summary>
    public IEnumerable<SyntaxNode> Nodes => compilation.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes());

    /// <summary>What a node means.</summary>
    public SemanticModel Model(SyntaxNode node)
    {
        if (models.TryGetValue(node.SyntaxTree, out var model)) return model;
        return models[node.SyntaxTree] = compilation.GetSemanticModel(node.SyntaxTree);
    }

    public ISymbol? Symbol(SyntaxNode node) => Model(node).GetSymbolInfo(node).Symbol;

    public ITypeSymbol? Type(ExpressionSyntax node) => Model(node).GetTypeInfo(node).Type;

    /// <summary>The calls of an entry point: <c>Each</c>, <c>Setting</c>, <c>Policy</c>.</summary>
    /// <param name="name">its name; of names that end in <c>*</c> all that start like it</param>
    public IEnumerable<(InvocationExpressionSyntax Call, IMethodSymbol Entry)> EntryCalls(string name)
    {
        foreach (var call in Nodes.OfType<InvocationExpressionSyntax>())
        {
            if (Symbol(call) is IMethodSymbol method && IsEntry(method) && Fits(name, method.Name)) yield return (call, method);
        }
    }

    public bool IsEntryCall(InvocationExpressionSyntax call) => Symbol(call) is IMethodSymbol method && IsEntry(method);

    /// <summary>A warning about a node.</summary>
    public ScriptProblem Warn(SyntaxNode at, string code, string message, string hint)
    {
        var span = at.GetLocation().GetLineSpan();
        var file = string.IsNullOrEmpty(span.Path) ? script : span.Path;
        return new ScriptProblem(file, span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1, code, message, false, hint);
    }

    private static bool IsEntry(IMethodSymbol method) => method.ContainingType?.ToDisplayString() == EntryClass;

    private static bool Fits(string pattern, string name) =>
        pattern.EndsWith('*') ? name.StartsWith(pattern[..^1], StringComparison.Ordinal) : name == pattern;
}
