using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace K8GuardScript.Compiler.Diagnostics;

/// <summary>What the parser misses, or can't do anything with: semicolons, brackets, quotes.</summary>
internal static class BrokenText
{
    public static Explanation Semicolon(Mistake mistake) => Previous(mistake) is var word && word.Length > 0
        ? new Explanation($"put `;` behind `{word}`", "`;` is missing")
        : new Explanation("put `;` at the end of the statement", "`;` is missing");

    public static Explanation ClosingBrace(Mistake mistake) => Closing(mistake, "}");

    public static Explanation ClosingParenthesis(Mistake mistake) => Closing(mistake, ")");

    public static Explanation Comma(Mistake mistake)
    {
        var previous = mistake.Root.FindToken(mistake.Diagnostic.Location.SourceSpan.Start).GetPreviousToken();
        return previous.IsKind(SyntaxKind.StringLiteralToken) || previous.IsKind(SyntaxKind.InterpolatedStringEndToken)
            ? new Explanation("put values into a text with `$\"image {c.Image}\"`, or join texts with `+`", "something is missing behind this text")
            : new Explanation("look for a missing `,`, operator or bracket before this", "something is missing here");
    }

    public static Explanation Quote() =>
        new("close it with `\"` on the same line; a `\"` inside a text is written `\\\"`", "this text has no closing quote");

    public static Explanation Character(Mistake mistake)
    {
        var odd = mistake.Text;
        return odd is "“" or "”" or "„" or "‘" or "’" or "«" or "»"
            ? new Explanation("write the plain quote `\"`: a word processor or chat has changed it", $"`{odd}` is no quote of C#")
            : new Explanation("remove it, or put it between quotes", $"`{odd}` means nothing here");
    }

    public static Explanation SingleQuotes() =>
        new("a text stands between double quotes: `\"nginx\"`", "single quotes hold one character");

    private static Explanation Closing(Mistake mistake, string closing)
    {
        var message = $"`{closing}` is missing";
        return Open(mistake) is { } open
            ? new Explanation($"`{open.Text}` of line {LineOf(open)} is still open here: close it", message)
            : new Explanation($"look for a bracket that is open, and close it with `{closing}`", message);
    }

    // the innermost bracket that was opened before the place and not closed
    private static SyntaxToken? Open(Mistake mistake)
    {
        var open = new Stack<SyntaxToken>();
        foreach (var token in mistake.Root.DescendantTokens().Where(token => !token.IsMissing))
        {
            if (token.SpanStart >= mistake.Diagnostic.Location.SourceSpan.End) break;
            if (token.Kind() is SyntaxKind.OpenBraceToken or SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken) open.Push(token);
            else if (token.Kind() is SyntaxKind.CloseBraceToken or SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken && open.Count > 0) open.Pop();
        }

        return open.Count > 0 ? open.Peek() : null;
    }

    private static int LineOf(SyntaxToken token) => token.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    private static string Previous(Mistake mistake)
    {
        var token = mistake.Root.FindToken(Math.Max(0, mistake.Diagnostic.Location.SourceSpan.Start - 1));
        return token.Text.Length <= 40 ? token.Text : "";
    }
}
