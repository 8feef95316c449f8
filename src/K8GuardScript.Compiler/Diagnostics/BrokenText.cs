using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace K8GuardScript.Compiler.Diagnostics;

/// <summary>What the parser misses, or can't do anything with: semicolons, brackets, quotes.</summary>
internal static class BrokenText
{
    public static Explanation Semicolon(Mistake mistake)
    {
        var before = mistake.Root.FindToken(Math.Max(0, mistake.Diagnostic.Location.SourceSpan.Start - 1));
        var statement = before.Parent?.FirstAncestorOrSelf<ExpressionStatementSyntax>()?.GetFirstToken().ValueText;
        if (statement is "elif" or "elseif" or "elsif") return new Explanation("write `else if`", $"`{statement}` is no word of C#");
        var where = before.Text.Length <= 40 ? $"behind `{before.Text}`" : "at the end of the statement";
        return new Explanation($"put `;` {where}", "`;` is missing");
    }

    public static Explanation ClosingBrace(Mistake mistake) => Closing(mistake, "}");

    public static Explanation ClosingParenthesis(Mistake mistake) => Closing(mistake, ")");

    public static Explanation Comma(Mistake mistake)
    {
        var previous = mistake.Root.FindToken(mistake.Diagnostic.Location.SourceSpan.Start).GetPreviousToken();
        return previous.IsKind(SyntaxKind.StringLiteralToken) || previous.IsKind(SyntaxKind.InterpolatedStringEndToken)
            ? new Explanation(
                "put values into a text with `$\"image {c.Image}\"`, or join texts with `+`", "something is missing behind this text")
            : new Explanation("look for a missing `,`, operator or bracket before this", "something is missing here");
    }

    public static Explanation Quote() => new(
        "close it with `\"` on the same line; a `\"` inside a text is written `\\\"`; a quote that is missing earlier in the line does this too",
        "this text has no closing quote");

    public static Explanation Character(Mistake mistake)
    {
        var text = mistake.Root.GetText();
        var at = mistake.Diagnostic.Location.SourceSpan.Start;
        var odd = at < text.Length ? text[at].ToString() : "";
        return odd is "“" or "”" or "„" or "‘" or "’" or "«" or "»"
            ? new Explanation("write the plain quote `\"`: a word processor or chat has changed it", $"`{odd}` is no quote of C#")
            : new Explanation("remove it, or put it between quotes", $"`{odd}` means nothing here");
    }

    public static Explanation SingleQuotes() =>
        new("a text stands between double quotes: `\"nginx\"`", "single quotes hold one character");

    private static Explanation Closing(Mistake mistake, string closing)
    {
        var word = mistake.Root.FindToken(mistake.Diagnostic.Location.SourceSpan.Start).Text;
        if (word is "and" or "or") return new Explanation($"write `{(word == "and" ? "&&" : "||")}`", $"`{word}` does not join conditions");
        var message = $"`{closing}` is missing";
        return Open(mistake) is { } open
            ? new Explanation($"`{open.Text}` of line {LineOf(open)} is still open here: close it", message)
            : new Explanation($"look for a bracket that is open, and close it with `{closing}`", message);
    }

    // the innermost bracket that was opened before the place and not closed; a brace that is closed further left than its line begins is
    // one that was forgotten
    private static SyntaxToken? Open(Mistake mistake)
    {
        var open = new Stack<SyntaxToken>();
        foreach (var token in mistake.Root.DescendantTokens().Where(token => !token.IsMissing))
        {
            if (token.SpanStart >= mistake.Diagnostic.Location.SourceSpan.Start) break;
            if (token.Kind() is SyntaxKind.OpenBraceToken or SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken)
            {
                open.Push(token);
            }
            else if (token.Kind() is SyntaxKind.CloseBraceToken or SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken && open.TryPop(out var opened))
            {
                if (token.IsKind(SyntaxKind.CloseBraceToken) && IndentOf(token) < IndentOf(opened)) return opened;
            }
        }

        return open.Count > 0 ? open.Peek() : null;
    }

    private static int IndentOf(SyntaxToken token)
    {
        var line = token.SyntaxTree!.GetText().Lines.GetLineFromPosition(token.SpanStart).ToString();
        return line.Length - line.TrimStart().Length;
    }

    private static int LineOf(SyntaxToken token) => token.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
}
