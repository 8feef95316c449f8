using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace K8GuardScript.Compiler.Metering;

/// <summary>
/// Insertions into a script's text, and replaced tokens. Never a line break, so that every statement stays in its line. Nodes are
/// wrapped from the outside in: of two that begin or end at the same place, the one that was wrapped first goes around the other.
/// </summary>
internal sealed class TextEdits
{
    private readonly List<Edit> edits = [];

    private enum Order
    {
        Suffix,
        Between,
        Prefix,
        Replacement,
    }

    /// <summary>Puts something around a node.</summary>
    public void Wrap(SyntaxNode node, string prefix, string suffix)
    {
        edits.Add(new Edit(node.SpanStart, 0, Order.Prefix, edits.Count, prefix));
        edits.Add(new Edit(node.Span.End, 0, Order.Suffix, -edits.Count, suffix));
    }

    /// <summary>Puts something before what begins or after what ends here.</summary>
    public void Insert(int position, string text) => edits.Add(new Edit(position, 0, Order.Between, edits.Count, text));

    /// <summary>Puts something in the place of a token; the space and the comments around it stay.</summary>
    public void Replace(SyntaxToken token, string text) =>
        edits.Add(new Edit(token.SpanStart, token.Span.Length, Order.Replacement, edits.Count, text));

    public SourceText Apply(SourceText text)
    {
        if (edits.Count == 0) return text;
        var source = text.ToString();
        var result = new StringBuilder(source.Length + (edits.Count * 40));
        var at = 0;
        foreach (var edit in edits.OrderBy(edit => edit.At).ThenBy(edit => edit.Order).ThenBy(edit => edit.Sequence))
        {
            result.Append(source, at, edit.At - at).Append(edit.Text);
            at = edit.At + edit.Length;
        }

        result.Append(source, at, source.Length - at);
        return SourceText.From(result.ToString(), Encoding.UTF8, SourceHashAlgorithm.Sha256);
    }

    private readonly record struct Edit(int At, int Length, Order Order, int Sequence, string Text);
}
