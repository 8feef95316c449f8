using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

namespace K8GuardScript.Sdk.Tests.Api;

/// <summary>Writes the public signatures of an assembly, one a line, in a fixed order, much as C# spells them.</summary>
internal static partial class ApiList
{
    private const string Root = "K8GuardScript.Sdk.";
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    public static IReadOnlyList<string> Of(Assembly assembly) =>
        [.. assembly.GetExportedTypes().Where(type => !type.FullName!.Contains('<')).SelectMany(Lines).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Lines(Type type)
    {
        var name = Arity().Replace(type.FullName!.Replace(Root, "", StringComparison.Ordinal).Replace('+', '.'), "");
        yield return $"{name}{Generics(type.GetGenericArguments())}: {KindOf(type)}{Constraints(type.GetGenericArguments())}";
        if (type.IsEnum)
        {
            foreach (var value in Enum.GetNames(type)) yield return $"{name}.{value}";
            yield break;
        }

        foreach (var constructor in type.GetConstructors(Declared).Where(IsVisible)) yield return $"{name}.new({Parameters(constructor)})";
        foreach (var field in type.GetFields(Declared).Where(field => field.IsPublic))
            yield return $"{name}.{field.Name}: {(field.IsStatic ? "static " : "")}{Name(field.FieldType)}";
        foreach (var property in type.GetProperties(Declared)) if (Line(property) is { } line) yield return $"{name}.{line}";
        foreach (var method in type.GetMethods(Declared).Where(IsListed)) yield return $"{name}.{Line(method)}";
    }

    private static string? Line(PropertyInfo property)
    {
        if (property.GetMethod is not { } get || !IsVisible(get) || get.Name.Contains('.')) return null;
        var setter = property.SetMethod is { } set && IsVisible(set) ? " set;" : "";
        var index = property.GetIndexParameters() is { Length: > 0 } ? $"[{Parameters(get)}]" : "";
        var type = $"{(get.IsStatic ? "static " : "")}{Name(property.PropertyType)}{Mark(property.PropertyType, Nullability.Create(property))}";
        return $"{(index.Length > 0 ? "this" : property.Name)}{index}: {type} {{ get;{setter} }}";
    }

    private static string Line(MethodInfo method)
    {
        var generics = method.IsGenericMethod ? method.GetGenericArguments() : [];
        var extension = method.IsDefined(typeof(ExtensionAttribute), false) ? "this " : "";
        return $"{method.Name}{Generics(generics)}({extension}{Parameters(method)}): "
            + $"{(method.IsStatic ? "static " : "")}{Name(method.ReturnType)}{Mark(method.ReturnType, Nullability.Create(method.ReturnParameter))}"
            + Constraints(generics);
    }

    // accessors stand with their property, but for those of extension blocks, which have none here
    private static bool IsListed(MethodInfo method)
    {
        if (!IsVisible(method) || method.Name.Contains('<') || method.Name.Contains('.')) return false;
        if (method.GetBaseDefinition().DeclaringType == typeof(object) || method.GetBaseDefinition().DeclaringType == typeof(ValueType)) return false;
        return !method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)
            || !method.DeclaringType!.GetProperties(Declared).Any(property => property.GetAccessors(nonPublic: true).Contains(method));
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string KindOf(Type type)
    {
        if (type.IsEnum) return "enum";
        if (type.IsInterface) return "interface";
        if (type.IsValueType) return type.IsByRefLike ? "ref struct" : "struct";
        if (type is { IsAbstract: true, IsSealed: true }) return "static class";
        var baseType = type.BaseType == typeof(object) ? "" : $" : {Name(type.BaseType!)}";
        return $"{(type.IsSealed ? "sealed " : "")}class{baseType}";
    }

    private static string Generics(Type[] arguments) => arguments.Length == 0 ? "" : $"<{string.Join(", ", arguments.Select(Name))}>";

    private static string Constraints(Type[] arguments)
    {
        var text = new StringBuilder();
        foreach (var argument in arguments.Where(argument => argument.IsGenericParameter))
        {
            var attributes = argument.GenericParameterAttributes;
            List<string> parts = attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint) ? ["struct"] : [];
            var types = argument.GetGenericParameterConstraints().Where(type => type != typeof(ValueType));
            parts.AddRange(types.Select(Name).Order(StringComparer.Ordinal));
            if (parts.Count > 0) text.Append($" where {argument.Name} : {string.Join(", ", parts)}");
        }

        return text.ToString();
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
    {
        var isParams = parameter.GetCustomAttributesData().Any(data => data.AttributeType.Name is "ParamArrayAttribute" or "ParamCollectionAttribute");
        var @default = parameter.HasDefaultValue ? $" = {parameter.DefaultValue ?? "null"}" : "";
        var type = $"{Name(parameter.ParameterType)}{Mark(parameter.ParameterType, Nullability.Create(parameter))}";
        return $"{(isParams ? "params " : "")}{type} {parameter.Name}{@default}";
    }));

    // value types tell by themselves
    private static string Mark(Type type, NullabilityInfo info) =>
        !type.IsValueType && info.ReadState == NullabilityState.Nullable ? "?" : "";

    [GeneratedRegex("`[0-9]+")]
    private static partial Regex Arity();

    private static string Name(Type type)
    {
        if (type.IsByRef) return $"ref {Name(type.GetElementType()!)}";
        if (type.IsArray) return $"{Name(type.GetElementType()!)}[]";
        if (Nullable.GetUnderlyingType(type) is { } underlying) return $"{Name(underlying)}?";
        if (type.IsGenericParameter) return type.Name;
        if (type.IsGenericType)
        {
            var arguments = string.Join(", ", type.GetGenericArguments().Select(Name));
            return type.FullName?.StartsWith("System.ValueTuple", StringComparison.Ordinal) == true
                ? $"({arguments})"
                : $"{type.Name.Split('`')[0]}<{arguments}>";
        }

        return Type.GetTypeCode(type) switch
        {
            _ when type.IsEnum => type.Name,
            TypeCode.String => "string",
            TypeCode.Int32 => "int",
            TypeCode.Int64 => "long",
            TypeCode.Double => "double",
            TypeCode.Boolean => "bool",
            _ => type == typeof(object) ? "object" : type == typeof(void) ? "void" : type.Name,
        };
    }
}
