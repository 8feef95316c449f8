using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace K8GuardScript.Compiler.Metering;

/// <summary>Measures the texts that a script puts together with <c>+</c>, <c>+=</c> and <c>$"…"</c>.</summary>
internal sealed class TextMeter(MeteringSite site)
{
    private const int MostOperandsOnStack = 3;

    public void Visit(SyntaxNode node)
    {
        switch (node)
        {
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum when !IsPartOfSum(sum):
                Sum(sum);
                break;
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression } assignment:
                Append(assignment);
                break;
            case InterpolatedStringExpressionSyntax text when !IsConstant(text) && !IsHandled(text):
                site.Edits.Wrap(text, MeteringSite.Metered + "Text(", ")");
                break;
            case InterpolationSyntax hole:
                site.Edits.Wrap(hole.Expression, "(", ")"); // a `global::` would begin a format there
                break;
        }
    }

    private static bool IsPartOfSum(BinaryExpressionSyntax sum) =>
        sum.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } parent && parent.Left == sum;

    // Walks down the left side by operations: asking the model for each node of a long sum takes quadratic time.
    private void Sum(BinaryExpressionSyntax sum)
    {
        if (IsConstant(sum)) return;
        ExpressionSyntax at = sum;
        var operation = site.Model.GetOperation(sum);
        while (at is BinaryExpressionSyntax top && operation is IBinaryOperation binary && !IsConcatenation(binary))
        {
            (at, operation) = (top.Left, Unconverted(binary.LeftOperand));
        }

        if (at is not BinaryExpressionSyntax chain || operation is not IBinaryOperation first) return;
        Concatenate(chain, first);
    }

    private void Concatenate(BinaryExpressionSyntax chain, IBinaryOperation first)
    {
        var operands = new Stack<(ExpressionSyntax Syntax, IOperation Value)>();
        var pluses = new List<SyntaxToken>();
        ExpressionSyntax at = chain;
        IOperation value = first;
        while (at is BinaryExpressionSyntax sum && value is IBinaryOperation binary && IsConcatenation(binary))
        {
            pluses.Add(sum.OperatorToken);
            operands.Push((sum.Right, binary.RightOperand));
            (at, value) = (sum.Left, sum.Left is BinaryExpressionSyntax ? Unconverted(binary.LeftOperand) : binary.LeftOperand);
        }

        operands.Push((at, value));
        if (operands.Count <= MostOperandsOnStack) site.Edits.Wrap(chain, MeteringSite.Metered + "Concat(", ")");
        else site.Edits.Wrap(chain, MeteringSite.Metered + "Concat(new string[] { ", " })");
        foreach (var plus in pluses) site.Edits.Replace(plus, ",");
        foreach (var (syntax, operand) in operands) Show(syntax, operand);
    }

    private void Append(AssignmentExpressionSyntax assignment)
    {
        if (site.Model.GetOperation(assignment) is not ICompoundAssignmentOperation { OperatorMethod: null } operation
            || operation.Target.Type?.SpecialType != SpecialType.System_String) return;

        if (!IsSimple(assignment.Left))
        {
            site.Problem(
                assignment, "`+=` can't be metered here: what it appends to would be looked up twice", "write `place = place + text`");
            return;
        }

        var target = string.Join(' ', assignment.Left.DescendantTokens().Select(token => token.Text));
        site.Edits.Replace(assignment.OperatorToken, $"= {MeteringSite.Metered}Concat({target},");
        site.Edits.Wrap(assignment.Right, "", ")");
        Show(assignment.Right, operation.Value);
    }

    private void Show(ExpressionSyntax syntax, IOperation value)
    {
        if (value.Type?.SpecialType == SpecialType.System_String) return;
        if (Unconverted(value).Type is not null) site.Edits.Wrap(syntax, MeteringSite.Metered + "Show(", ")");
    }

    private bool IsConstant(ExpressionSyntax node) => site.Model.GetConstantValue(node).HasValue;

    // a handler of the Sdk meters by itself, and a FormattableString is refused elsewhere
    private bool IsHandled(InterpolatedStringExpressionSyntax text) =>
        site.Model.GetTypeInfo(text).ConvertedType is { } type
        && (type.Name is "FormattableString" or "IFormattable"
            || type.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "InterpolatedStringHandlerAttribute"));

    private static bool IsConcatenation(IBinaryOperation operation) =>
        operation is { OperatorKind: BinaryOperatorKind.Add, OperatorMethod: null, Type.SpecialType: SpecialType.System_String };

    private static IOperation Unconverted(IOperation operation)
    {
        while (operation is IConversionOperation { IsImplicit: true } conversion) operation = conversion.Operand;
        return operation;
    }

    private static bool IsSimple(ExpressionSyntax target) => target switch
    {
        IdentifierNameSyntax or LiteralExpressionSyntax or ThisExpressionSyntax => true,
        MemberAccessExpressionSyntax member => IsSimple(member.Expression) && member.Name is IdentifierNameSyntax,
        ElementAccessExpressionSyntax element => IsSimple(element.Expression)
            && element.ArgumentList.Arguments.All(argument => IsSimple(argument.Expression)),
        _ => false,
    };
}
