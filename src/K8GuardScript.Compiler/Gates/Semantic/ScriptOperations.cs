using Microsoft.CodeAnalysis;

namespace K8GuardScript.Compiler.Gates.Semantic;

/// <summary>Everything a file does, as the compiler understood it. Walks without recursion, as scripts choose how deep it goes.</summary>
internal static class ScriptOperations
{
    /// <summary>The outermost operations of a file, in its order.</summary>
    public static IReadOnlyList<IOperation> Roots(SemanticModel model)
    {
        var roots = new List<IOperation>();
        var left = new Stack<SyntaxNode>();
        left.Push(model.SyntaxTree.GetRoot());
        while (left.TryPop(out var node))
        {
            if (model.GetOperation(node) is { Parent: null } operation)
            {
                roots.Add(operation);
                continue;
            }

            foreach (var child in node.ChildNodes().Reverse()) left.Push(child);
        }

        return roots;
    }

    /// <summary>The operation and all inside it, in the order of the text.</summary>
    public static IEnumerable<IOperation> Walk(IOperation root)
    {
        var left = new Stack<IOperation>();
        left.Push(root);
        while (left.TryPop(out var operation))
        {
            yield return operation;
            foreach (var child in operation.ChildOperations.Reverse()) left.Push(child);
        }
    }
}
