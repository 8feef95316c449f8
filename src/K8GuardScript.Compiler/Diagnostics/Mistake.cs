using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace K8GuardScript.Compiler.Diagnostics;

/// <summary>What the compiler complains about, with what stands there.</summary>
internal sealed class Mistake
{
    private readonly Lazy<SemanticModel> model;

    public Mistake(Diagnostic diagnostic, SyntaxTree tree, CSharpCompilation compilation)
    {
        Diagnostic = diagnostic;
        Root = tree.GetRoot();
        Node = Root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        model = new Lazy<SemanticModel>(() => compilation.GetSemanticModel(tree));
    }

    public Diagnostic Diagnostic { get; }

    /// <summary>The whole text's tree.</summary>
    public SyntaxNode Root { get; }

    /// <summary>The innermost node at the place.</summary>
    public SyntaxNode Node { get; }

    /// <summary>What the place says.</summary>
    public string Text => Root.GetText().ToString(Diagnostic.Location.SourceSpan);

    /// <summary>What nodes mean, as far as the compiler could tell.</summary>
    public SemanticModel Model => model.Value;

    /// <summary>The node, or the nearest around it, of a sort.</summary>
    public T? Around<T>()
        where T : SyntaxNode => Node.FirstAncestorOrSelf<T>();

    public ITypeSymbol? TypeOf(SyntaxNode node) => Model.GetTypeInfo(node).Type;
}
