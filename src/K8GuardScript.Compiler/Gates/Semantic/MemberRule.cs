using Microsoft.CodeAnalysis;

namespace K8GuardScript.Compiler.Gates.Semantic;

/// <summary>Which members of other assemblies a script may use.</summary>
internal static class MemberRule
{
    /// <summary>True when a script must not use this.</summary>
    public static bool IsRefused(ISymbol member)
    {
        var symbol = member switch
        {
            IMethodSymbol { AssociatedSymbol: IPropertySymbol property } => property,
            IFieldSymbol { CorrespondingTupleField: { } field } => field,
            _ => member,
        };
        if (symbol.Name == nameof(GetHashCode)) return true;
        if (TypeRule.IsScripts(symbol) || symbol.ContainingType is not { } type) return false;
        if (TypeRule.IsSdks(type)) return false;

        var method = (symbol as IMethodSymbol)?.ReducedFrom ?? symbol as IMethodSymbol;
        if (method?.MethodKind == MethodKind.BuiltinOperator) return false;
        return !AllowList.Script.Allows(
            TypeNames.Metadata((method ?? symbol).ContainingType),
            (method ?? symbol).MetadataName,
            method is null ? null : TypeNames.Parameters(method));
    }

    public static (string Code, string What, string? Hint) Refusal(ISymbol member)
    {
        var type = TypeNames.Metadata(member.ContainingType);
        var name = member is IMethodSymbol { MethodKind: MethodKind.Constructor }
            ? $"this constructor of `{TypeNames.Words(member.ContainingType)}`"
            : $"`{TypeNames.Words(member.ContainingType)}.{member.Name}`";
        return ("K8G111", $"{name} is not there for policies", GateHints.For(type, member.MetadataName));
    }
}
