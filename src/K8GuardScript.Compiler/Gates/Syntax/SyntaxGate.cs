using K8GuardScript.Compiler.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace K8GuardScript.Compiler.Gates.Syntax;

/// <summary>Refuses, before anything is bound, what policies have no use for and what a compiler can be made to choke on.</summary>
internal static class SyntaxGate
{
    /// <summary>Each function inside another multiplies the readings that the compiler tries.</summary>
    public const int MostLambdas = 4;

    // what each call of a chain means is looked up from its start again, in several places
    private const int MostLinks = 100;

    public static void Check(SyntaxNode root, GateReport report)
    {
        foreach (var node in root.DescendantNodesAndSelf())
        {
            if (!SyntaxRules.Allowed.Contains(node.Kind())) Refuse(node, report);
            else CheckAllowed(node, report);
        }

        foreach (var trivia in root.DescendantTrivia())
        {
            if (trivia.IsDirective) CheckDirective(trivia, report);
        }

        foreach (var token in root.DescendantTokens())
        {
            if (SyntaxRules.RefusedModifiers.TryGetValue(token.Kind(), out var refusal) && IsModifier(token))
                report.Refuse(token.GetLocation(), "K8G104", refusal.What, refusal.Hint);
        }

        ConstantTexts.Check(root, report);
    }

    private static void Refuse(SyntaxNode node, GateReport report)
    {
        // what is inside of something refused is not told as well
        if (node.Ancestors().Any(outer => !SyntaxRules.Allowed.Contains(outer.Kind()))) return;
        var refusal = SyntaxRules.Refused.GetValueOrDefault(node.Kind())
            ?? new SyntaxRefusal("K8G101", $"`{Words(node)}` has no place in a policy", "write it with plain functions, loops and values");
        report.Refuse(node.GetFirstToken().GetLocation(), refusal.Code, refusal.What, refusal.Hint);
    }

    private static void CheckAllowed(SyntaxNode node, GateReport report)
    {
        switch (node)
        {
            case LambdaExpressionSyntax lambda when lambda.Ancestors().Count(outer => outer is LambdaExpressionSyntax) >= MostLambdas:
                report.Refuse(
                    lambda.GetLocation(), "K8G105", $"more than {MostLambdas} lambdas are inside each other", "move the inner ones into functions");
                break;
            case ExpressionSyntax chain when ReceiverOf(chain) is not null && ReceiverOf(chain.Parent) != chain && Links(chain) > MostLinks:
                report.Refuse(
                    chain.GetLocation(), "K8G107", $"more than {MostLinks} names and calls are chained here", "put a part of it into a variable");
                break;
            case ArrayRankSpecifierSyntax { Rank: > 1 } rank:
                report.Refuse(rank.GetLocation(), "K8G101", "arrays of several dimensions have no place in a policy", "use a list of lists");
                break;
            case BaseListSyntax { Parent: RecordDeclarationSyntax } bases:
                report.Refuse(bases.GetLocation(), "K8G103", "a record has no base type here", "write a plain record with all its members");
                break;
            case PropertyDeclarationSyntax { Parent: not RecordDeclarationSyntax } property:
                report.Refuse(property.Identifier.GetLocation(), "K8G103", "a script has no properties", "write a function or a variable");
                break;
            case MethodDeclarationSyntax { Parent: RecordDeclarationSyntax } method:
                report.Refuse(method.Identifier.GetLocation(), "K8G103", "a record has no functions here", "write the function beside the record");
                break;
            case MemberDeclarationSyntax { Parent: RecordDeclarationSyntax } or FieldDeclarationSyntax
                when ((MemberDeclarationSyntax)node).Modifiers.FirstOrDefault(word => word.IsKind(SyntaxKind.StaticKeyword)) is { RawKind: not 0 } word:
                report.Refuse(word.GetLocation(), "K8G104", "`static` state has no place in a policy", "leave `static` out");
                break;
            case FieldDeclarationSyntax { Parent: RecordDeclarationSyntax } field:
                report.Refuse(field.GetLocation(), "K8G103", "a record has only properties here", "write `{ get; init; }`, or `record Name(…)`");
                break;
            case PropertyDeclarationSyntax { ExpressionBody: not null } or AccessorDeclarationSyntax { Body: not null }
                or AccessorDeclarationSyntax { ExpressionBody: not null }:
                report.Refuse(node.GetLocation(), "K8G103", "a record's property computes nothing here", "write `{ get; init; }`, or a function beside it");
                break;
            case ParameterSyntax parameter when parameter.Identifier.IsKind(SyntaxKind.ArgListKeyword):
                report.Refuse(parameter.GetLocation(), "K8G101", "`__arglist` has no place in a policy", "leave it out");
                break;
            case BaseTypeDeclarationSyntax { Parent: not CompilationUnitSyntax } type:
                report.Refuse(type.Identifier.GetLocation(), "K8G103", "a type inside another has no place in a policy", "declare it at the top");
                break;
            case UsingDirectiveSyntax { GlobalKeyword.RawKind: not 0 } global:
                report.Refuse(global.GetLocation(), "K8G104", "`global using` has no place in a policy", "leave `global` out");
                break;
        }
    }

    private static int Links(ExpressionSyntax chain)
    {
        var links = 0;
        for (var receiver = ReceiverOf(chain); receiver is not null; receiver = ReceiverOf(receiver)) links++;
        return links;
    }

    private static ExpressionSyntax? ReceiverOf(SyntaxNode? node) => node switch
    {
        InvocationExpressionSyntax invocation => invocation.Expression,
        MemberAccessExpressionSyntax access => access.Expression,
        ElementAccessExpressionSyntax access => access.Expression,
        PostfixUnaryExpressionSyntax forgiven => forgiven.Operand,
        _ => null,
    };

    private static void CheckDirective(SyntaxTrivia trivia, GateReport report)
    {
        if (trivia.Kind() is SyntaxKind.LoadDirectiveTrivia or SyntaxKind.RegionDirectiveTrivia or SyntaxKind.EndRegionDirectiveTrivia) return;
        if (trivia.IsKind(SyntaxKind.ReferenceDirectiveTrivia))
        {
            report.Refuse(
                trivia.GetLocation(),
                "K8G003",
                "`#r` is refused: a policy sees only what the SDK gives it",
                $"remove the line: {UnknownNamespace.NothingElse}");
            return;
        }

        var line = trivia.ToString().Trim();
        report.Refuse(
            trivia.GetLocation(),
            "K8G102",
            $"`{line.Split(' ', 2)[0]}` has no place in a policy",
            "remove the line; `#load \"_NAME.csx\"` is the only directive");
    }

    // the same words are names elsewhere, and `ref` also starts an argument
    private static bool IsModifier(SyntaxToken token) =>
        token.Parent is MemberDeclarationSyntax or LocalFunctionStatementSyntax or LocalDeclarationStatementSyntax or ParameterSyntax
            or LambdaExpressionSyntax or ArgumentSyntax or ForEachStatementSyntax
        || (token.Parent is UsingDirectiveSyntax && token.IsKind(SyntaxKind.UnsafeKeyword));

    private static string Words(SyntaxNode node) => node.GetFirstToken().Text;
}
