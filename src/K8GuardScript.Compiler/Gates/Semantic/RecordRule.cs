using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace K8GuardScript.Compiler.Gates.Semantic;

/// <summary>
/// Records hold plain values: their equality, hash and text are written by the compiler and run unmetered, so a record must not
/// hold records, itself least of all.
/// </summary>
internal static class RecordRule
{
    private const int MostMembers = 32;

    private static readonly SpecialType[] Plain =
    [
        SpecialType.System_String, SpecialType.System_Boolean, SpecialType.System_Char, SpecialType.System_Byte, SpecialType.System_SByte,
        SpecialType.System_Int16, SpecialType.System_UInt16, SpecialType.System_Int32, SpecialType.System_UInt32, SpecialType.System_Int64,
        SpecialType.System_UInt64, SpecialType.System_Single, SpecialType.System_Double, SpecialType.System_Decimal,
    ];

    private static readonly string[] PlainNames =
        ["System.TimeSpan", "System.DateTimeOffset", "System.DateOnly", "K8GuardScript.Sdk.Fields.Text", "K8GuardScript.Sdk.Fields.FrozenMap"];

    private static readonly string[] Wrappers = ["System.Nullable`1", "K8GuardScript.Sdk.Fields.FrozenList`1"];

    public static void Check(SemanticModel model, RecordDeclarationSyntax record, GateReport report)
    {
        if (model.GetDeclaredSymbol(record) is not { } type) return;
        var members = type.GetMembers().OfType<IPropertySymbol>().Where(property => property.Name != "EqualityContract").ToList();
        if (members.Count > MostMembers)
            report.Refuse(record.Identifier.GetLocation(), "K8G116", $"a record has more than {MostMembers} members", "split it");
        foreach (var member in members.Where(member => !IsPlain(member.Type)))
        {
            report.Refuse(
                PlaceOf(member, record),
                "K8G116",
                $"a record can't hold `{TypeNames.Words(member.Type)}`",
                "a record holds texts, numbers, `bool`, enums, `TimeSpan`, `DateTimeOffset`, `Text` and frozen lists of them");
        }
    }

    /// <summary>True for values that hold no other values, and frozen lists of them.</summary>
    public static bool IsPlain(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Enum
        || type is IErrorTypeSymbol
        || Plain.Contains(type.SpecialType)
        || (type is INamedTypeSymbol named && (PlainNames.Contains(TypeNames.Metadata(named))
            || (Wrappers.Contains(TypeNames.Metadata(named)) && named.TypeArguments.All(IsPlain))));

    private static Location PlaceOf(IPropertySymbol member, RecordDeclarationSyntax record) =>
        member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
        {
            PropertyDeclarationSyntax property => property.Type.GetLocation(),
            ParameterSyntax { Type: { } type } => type.GetLocation(),
            _ => record.Identifier.GetLocation(),
        };
}
