using K8GuardScript.Compiler.Gates.Il;
using K8GuardScript.Compiler.Gates.Semantic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace K8GuardScript.Compiler.Gates.Purity;

/// <summary>Which values nobody can change, so that a rule may see them.</summary>
internal static class Immutable
{
    private static readonly string[] Names =
    [
        "System.DateTime", "System.TimeOnly", "System.Version", "System.StringComparer", "System.Globalization.CultureInfo",
        "System.Index", "System.Range", "System.Text.RegularExpressions.Regex",
        "System.Collections.Generic.KeyValuePair`2", "System.Nullable`1",
    ];

    private static readonly string[] SdkClasses = ["Act", "FrozenList", "FrozenMap", "OrderedList", "Group"];

    // the one sort of struct in the Sdk that changes
    private const string Walk = "Enumerator";

    public static bool Is(ITypeSymbol type) => type switch
    {
        IErrorTypeSymbol => true,
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.All(element => Is(element.Type)),
        INamedTypeSymbol named => RecordRule.IsPlain(named) || (IsKnown(named) && named.TypeArguments.All(Is)),
        _ => false,
    };

    /// <summary>True for a variable that holds one function of the script for good.</summary>
    public static bool IsFunction(IFieldSymbol field) =>
        field.Type.TypeKind == TypeKind.Delegate
        && field.DeclaringSyntaxReferences is [var reference, ..]
        && reference.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: LambdaExpressionSyntax };

    private static bool IsKnown(INamedTypeSymbol type) =>
        (TypeRule.IsScripts(type) && type.IsRecord)
        || Names.Contains(TypeNames.Metadata(type))
        || (type.ContainingAssembly?.Name == IlMembers.Sdk && TypeRule.IsSdks(type)
            && ((type.IsValueType && type.Name != Walk) || SdkClasses.Contains(type.Name)));
}
