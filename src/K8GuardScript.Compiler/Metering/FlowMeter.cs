using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace K8GuardScript.Compiler.Metering;

/// <summary>Counts the turns of every loop and the starts of every function.</summary>
internal sealed class FlowMeter(MeteringSite site)
{
    private const string Tick = MeteringSite.Fuel + "Tick(); ";
    private const string Enter = MeteringSite.Fuel + "Enter(); ";
    private const string Sdk = "K8GuardScript.Sdk";

    public void Visit(SyntaxNode node)
    {
        switch (node)
        {
            case WhileStatementSyntax loop: Start(loop.Statement); break;
            case DoStatementSyntax loop: Start(loop.Statement); break;
            case ForStatementSyntax loop: Start(loop.Statement); break;
            case CommonForEachStatementSyntax loop: Start(loop.Statement); break;
            case GotoStatementSyntax jump: site.Edits.Wrap(jump, "{ " + Tick, " }"); break;
            case BaseMethodDeclarationSyntax method:
                Function(method.Body, method.ExpressionBody, method.SemicolonToken, ReturnsVoid(method));
                break;
            case LocalFunctionStatementSyntax function:
                Function(function.Body, function.ExpressionBody, function.SemicolonToken, ReturnsVoid(function));
                break;
            case AccessorDeclarationSyntax accessor:
                Function(accessor.Body, accessor.ExpressionBody, accessor.SemicolonToken, ReturnsVoid(accessor));
                break;
            case PropertyDeclarationSyntax { ExpressionBody: { } body } property: Getter(body, property.SemicolonToken); break;
            case IndexerDeclarationSyntax { ExpressionBody: { } body } indexer: Getter(body, indexer.SemicolonToken); break;
            case AnonymousFunctionExpressionSyntax lambda: Lambda(lambda); break;
            case EqualsValueClauseSyntax start when start.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not null && IsMember(start):
                Evaluated(start.Value);
                break;
            case ArgumentListSyntax { Parent: PrimaryConstructorBaseTypeSyntax or ConstructorInitializerSyntax } arguments:
                foreach (var argument in arguments.Arguments) Evaluated(argument.Expression);
                break;
        }
    }

    // what runs before a constructor's body can create the same type again
    private void Evaluated(ExpressionSyntax value) =>
        site.Edits.Wrap(value, MeteringSite.Metered + "Entered() ? (", ") : throw null");

    private static bool IsMember(EqualsValueClauseSyntax start) =>
        start.Parent is PropertyDeclarationSyntax
        || start.Parent is VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax field } && !field.Modifiers.Any(SyntaxKind.ConstKeyword);

    private void Start(StatementSyntax body)
    {
        if (body is BlockSyntax block) Begin(block, Tick);
        else site.Edits.Wrap(body, "{ " + Tick, " }");
    }

    private void Begin(BlockSyntax block, string call) => site.Edits.Insert(block.OpenBraceToken.Span.End, " " + call.TrimEnd());

    private void Function(BlockSyntax? body, ArrowExpressionClauseSyntax? arrow, SyntaxToken semicolon, bool returnsVoid)
    {
        if (body is not null) Begin(body, Enter);
        if (arrow is null) return;
        site.Edits.Replace(arrow.ArrowToken, "{ " + Enter + Return(arrow.Expression, returnsVoid));
        site.Edits.Replace(semicolon, "; }");
    }

    private void Getter(ArrowExpressionClauseSyntax arrow, SyntaxToken semicolon)
    {
        site.Edits.Replace(arrow.ArrowToken, "{ get { " + Enter + Return(arrow.Expression, returnsVoid: false));
        site.Edits.Replace(semicolon, "; } }");
    }

    // A block converts to the same delegate types as the expression did, as far as the compiler chose among them: to one that
    // returns a value exactly if it returns one.
    private void Lambda(AnonymousFunctionExpressionSyntax lambda)
    {
        var call = IsOperand(lambda) ? Tick : Enter;
        if (lambda.Block is { } block) Begin(block, call);
        else if (lambda.ExpressionBody is { } body) site.Edits.Wrap(body, "{ " + call + Return(body, ReturnsVoid(lambda)), "; }");
    }

    private static string Return(ExpressionSyntax body, bool returnsVoid) => returnsVoid || body is ThrowExpressionSyntax ? "" : "return ";

    // INVARIANT: the Sdk keeps no lambda that it is handed but a rule's, so one that calls itself does so through a function, a variable
    // or a list, and each of those looks at the stack.
    private bool IsOperand(AnonymousFunctionExpressionSyntax lambda)
    {
        if (lambda.Parent is not ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } }) return false;
        return site.Model.GetSymbolInfo(call).Symbol is { } called && called.ContainingAssembly?.Name == Sdk;
    }

    private bool ReturnsVoid(SyntaxNode function) =>
        (site.Model.GetDeclaredSymbol(function) ?? site.Model.GetSymbolInfo(function).Symbol) is not IMethodSymbol { ReturnsVoid: false };
}
