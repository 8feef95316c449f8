using System.Collections.Immutable;
using System.Globalization;
using K8GuardScript.Compiler.Gates.Il;
using K8GuardScript.Compiler.Gates.Purity;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace K8GuardScript.Compiler.Metering;

/// <summary>Puts a charge around arguments: sizes, widths, sequences, texts, formats.</summary>
internal sealed class ArgumentMeter(MeteringSite site)
{
    private const int SmallSize = 1024;

    /// <summary>Charges for the arguments of a call or a creation.</summary>
    public void Visit(SyntaxNode call, Treatment treatment)
    {
        foreach (var argument in ArgumentsOf(call))
        {
            if (argument is not { ArgumentKind: ArgumentKind.Explicit, Parameter: { } parameter, Syntax: ArgumentSyntax syntax }) continue;
            var type = parameter.OriginalDefinition.Type;
            if (parameter.Type is INamedTypeSymbol { TypeKind: TypeKind.Delegate } function)
            {
                Function(syntax.Expression, function);
                continue;
            }

            var isNumber = type.SpecialType == SpecialType.System_Int32;
            if (isNumber && treatment.HasFlag(Treatment.Sizes)) Size(syntax.Expression, RoomFor(parameter.ContainingSymbol.ContainingType));
            else if (isNumber && treatment.HasFlag(Treatment.Widths)) Wrap(syntax.Expression, "Width");
            else if (treatment.HasFlag(Treatment.Items) && IsSequence(type)) Sequence(syntax.Expression);
            else if (treatment.HasFlag(Treatment.Searches) && IsSought(type, syntax.Expression)) Wrap(syntax.Expression, "Sought");
            else if (treatment.HasFlag(Treatment.Arguments) && IsWhole(type, syntax.Expression)) Wrap(syntax.Expression, "Linear");
        }
    }

    /// <summary>Counts the calls of functions that are handed to an operator of the Sdk and do not count by themselves.</summary>
    public void Functions(InvocationExpressionSyntax call)
    {
        if (!call.ArgumentList.Arguments.Any(argument => IsFunction(argument.Expression))) return;
        if (site.Model.GetSymbolInfo(call).Symbol is not IMethodSymbol { ContainingAssembly.Name: IlMembers.Sdk } method) return;
        if (EntryPoints.IsEntryPoint(method)) return;
        foreach (var argument in ArgumentsOf(call))
        {
            if (argument is { ArgumentKind: ArgumentKind.Explicit, Parameter.Type: INamedTypeSymbol { TypeKind: TypeKind.Delegate } type }
                && argument.Syntax is ArgumentSyntax syntax) Function(syntax.Expression, type);
        }
    }

    /// <summary>Bounds the format that a value is shown in.</summary>
    public void Formats(InvocationExpressionSyntax call)
    {
        var name = call.Expression switch
        {
            MemberAccessExpressionSyntax member => member.Name,
            MemberBindingExpressionSyntax binding => binding.Name,
            _ => null,
        };
        if (name?.Identifier.ValueText != "ToString" || call.ArgumentList.Arguments.Count == 0) return;
        foreach (var argument in ArgumentsOf(call))
        {
            if (argument is { ArgumentKind: ArgumentKind.Explicit, Parameter: { Name: "format", Type.SpecialType: SpecialType.System_String } }
                && argument.Syntax is ArgumentSyntax syntax) Wrap(syntax.Expression, "Format");
        }
    }

    /// <summary>Charges for room.</summary>
    /// <param name="count">how many items</param>
    /// <param name="item">the type of one</param>
    public void Size(ExpressionSyntax count, ITypeSymbol item) => Size(count, TypeSizes.BytesOf(item));

    /// <summary>Charges for each item as it is taken.</summary>
    public void Sequence(ExpressionSyntax items)
    {
        if (site.Model.GetTypeInfo(items).Type is { } type && (IsSequence(type) || type.AllInterfaces.Any(IsSequence)))
            Wrap(items, "Ticking");
    }

    // a lambda counts its calls by itself; a function of the base library does not
    private void Function(ExpressionSyntax argument, INamedTypeSymbol type)
    {
        if (argument is AnonymousFunctionExpressionSyntax || type.Name is not ("Action" or "Predicate" or "Converter" or "Func")) return;
        var types = type.TypeArguments.Select(part => part.ToMinimalDisplayString(site.Model, argument.SpanStart));
        site.Edits.Wrap(argument, $"{MeteringSite.Metered}Ticking{type.Name}<{string.Join(", ", types)}>(", ")");
    }

    private bool IsFunction(ExpressionSyntax argument) =>
        argument is not (AnonymousFunctionExpressionSyntax or LiteralExpressionSyntax or InterpolatedStringExpressionSyntax or ElementAccessExpressionSyntax)
        && site.Model.GetTypeInfo(argument).ConvertedType?.TypeKind == TypeKind.Delegate;

    private void Wrap(ExpressionSyntax argument, string method) => site.Edits.Wrap(argument, $"{MeteringSite.Metered}{method}(", ")");

    private void Size(ExpressionSyntax count, int bytes)
    {
        if (site.Model.GetConstantValue(count) is { HasValue: true, Value: int and <= SmallSize }) return;
        site.Edits.Wrap(count, MeteringSite.Metered + "Size(", $", {bytes.ToString(CultureInfo.InvariantCulture)})");
    }

    // what a collection keeps beside an item is less than 24 bytes
    private static int RoomFor(INamedTypeSymbol collection) => 24 + collection.TypeArguments.Sum(TypeSizes.BytesOf);

    private bool IsWhole(ITypeSymbol type, ExpressionSyntax argument) =>
        (type.SpecialType == SpecialType.System_String || type is IArrayTypeSymbol || type.SpecialType == SpecialType.System_Array)
        && site.Model.GetTypeInfo(argument).Type is IArrayTypeSymbol or { SpecialType: SpecialType.System_String };

    // what stands in the script is not long, and `null` has no type
    private bool IsSought(ITypeSymbol type, ExpressionSyntax argument) =>
        argument is not LiteralExpressionSyntax
        && (type.SpecialType == SpecialType.System_String
            || site.Model.GetTypeInfo(argument).Type is IArrayTypeSymbol or { SpecialType: SpecialType.System_String });

    private static bool IsSequence(ITypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T;

    private ImmutableArray<IArgumentOperation> ArgumentsOf(SyntaxNode call) => site.Model.GetOperation(call) switch
    {
        IInvocationOperation invocation => invocation.Arguments,
        IObjectCreationOperation creation => creation.Arguments,
        _ => [],
    };
}
