using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace K8GuardScript.Compiler.Metering;

/// <summary>Charges for calls of the base library that do much in one go, and for room that is made.</summary>
internal sealed class CallMeter(MeteringSite site)
{
    private const string Linear = ".LinearMetered()";

    private readonly ArgumentMeter arguments = new(site);

    public void Visit(SyntaxNode node)
    {
        switch (node)
        {
            case SimpleNameSyntax name: Member(name); break;
            case InvocationExpressionSyntax call:
                arguments.Formats(call);
                arguments.Functions(call);
                break;
            case BaseObjectCreationExpressionSyntax creation: Creation(creation); break;
            case ArrayCreationExpressionSyntax array: Array(array); break;
            case SpreadElementSyntax spread: arguments.Sequence(spread.Expression); break;
            case ElementAccessExpressionSyntax access when IsSlice(access.ArgumentList, site.Model.GetTypeInfo(access.Expression).Type):
                site.Edits.Insert(access.ArgumentList.SpanStart, Linear);
                break;
            case ElementBindingExpressionSyntax binding when IsSlice(binding.ArgumentList, ReceiverOf(binding)):
                site.Edits.Insert(binding.ArgumentList.SpanStart, Linear);
                break;
            case SlicePatternSyntax { Pattern: not null } pattern:
                site.Problem(pattern, "a pattern that takes a part of a list can't be metered", "write `list[1..]`, or use `Skip` and `Take`");
                break;
        }
    }

    private void Member(SimpleNameSyntax name)
    {
        if (!MeteredMembers.Names(name.Identifier.ValueText)) return;
        var symbol = site.Model.GetSymbolInfo(name).Symbol;
        if (symbol is not (IMethodSymbol { MethodKind: not MethodKind.Constructor } or IPropertySymbol)) return;
        var original = (symbol as IMethodSymbol)?.ReducedFrom ?? symbol;
        var treatment = MeteredMembers.Of(TypeSizes.NameOf(original.ContainingType), name.Identifier.ValueText);
        if (treatment == Treatment.None) return;

        // INVARIANT: what loops inside the base library is only ever called by name, so that its charge is paid for every call.
        var call = CallOf(name);
        if (call is null && symbol is IMethodSymbol)
        {
            site.Problem(
                name, $"`{name.Identifier.ValueText}` can't be handed around as a value: each call is charged", "write a lambda that calls it");
            return;
        }

        if (treatment.HasFlag(Treatment.Receiver)) Receiver(name);
        if (treatment.HasFlag(Treatment.Stand)) Stand(name, isStatic: symbol.IsStatic);
        if (call is not null) arguments.Visit(call, treatment);
    }

    private void Receiver(SimpleNameSyntax name)
    {
        switch (name.Parent)
        {
            case MemberAccessExpressionSyntax member when member.Name == name:
                site.Edits.Insert(member.OperatorToken.SpanStart, Linear);
                break;
            case MemberBindingExpressionSyntax binding:
                site.Edits.Insert(binding.OperatorToken.SpanStart, Linear);
                break;
        }
    }

    private void Stand(SimpleNameSyntax name, bool isStatic)
    {
        if (!isStatic)
        {
            site.Edits.Replace(name.Identifier, name.Identifier.Text + MeteringSite.Suffix);
            return;
        }

        if (name.Parent is MemberAccessExpressionSyntax member && member.Name == name)
        {
            foreach (var token in member.Expression.DescendantTokens().Append(member.OperatorToken)) site.Edits.Replace(token, "");
        }

        site.Edits.Replace(name.Identifier, MeteringSite.Metered + name.Identifier.Text);
    }

    private void Creation(BaseObjectCreationExpressionSyntax creation)
    {
        if (site.Model.GetSymbolInfo(creation).Symbol is not IMethodSymbol constructor) return;
        var treatment = MeteredMembers.Of(TypeSizes.NameOf(constructor.ContainingType), MeteredMembers.Constructor);
        if (treatment == Treatment.None || creation.ArgumentList is null) return;

        if (treatment.HasFlag(Treatment.Stand))
        {
            site.Edits.Replace(creation.NewKeyword, $"{MeteringSite.Metered}New{constructor.ContainingType.Name}");
            if (creation is not ObjectCreationExpressionSyntax named) return;
            foreach (var token in named.Type.DescendantTokens()) site.Edits.Replace(token, "");
            return;
        }

        arguments.Visit(creation, treatment);
    }

    private void Array(ArrayCreationExpressionSyntax array)
    {
        if (array.Initializer is not null) return;
        var sizes = array.Type.RankSpecifiers[0].Sizes;
        if (sizes.Count > 1)
        {
            site.Problem(
                array, "an array of several dimensions can't be metered", "use an array of arrays, or one array and `row * width + column`");
            return;
        }

        if (site.Model.GetTypeInfo(array).Type is IArrayTypeSymbol type) arguments.Size(sizes[0], type.ElementType);
    }

    private bool IsSlice(BracketedArgumentListSyntax list, ITypeSymbol? receiver) =>
        list.Arguments.Count == 1
        && receiver is IArrayTypeSymbol or { SpecialType: SpecialType.System_String } or { Name: "List" }
        && site.Model.GetTypeInfo(list.Arguments[0].Expression).Type is { Name: "Range" };

    private ITypeSymbol? ReceiverOf(ElementBindingExpressionSyntax binding) =>
        binding.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>(access => access.WhenNotNull.Span.Contains(binding.Span)) is { } access
            ? site.Model.GetTypeInfo(access.Expression).Type
            : null;

    private static InvocationExpressionSyntax? CallOf(SimpleNameSyntax name)
    {
        var callee = name.Parent is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax ? name.Parent : name;
        return callee.Parent is InvocationExpressionSyntax call && call.Expression == callee ? call : null;
    }
}
