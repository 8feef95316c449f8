using K8GuardScript.Sdk.Registration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace K8GuardScript.Compiler.Lint;

/// <summary><c>c["imagee"]</c>: a name that the schema does not have there, so that the place is always absent.</summary>
internal static class UnknownFieldName
{
    private const string Code = "K8G307";

    // what every object has, though views need no member for it
    private static readonly string[] OfObjects = ["apiVersion", "kind", "metadata", "spec", "status"];

    public static IEnumerable<ScriptProblem> Find(LintTarget target)
    {
        foreach (var access in target.Nodes.OfType<ElementAccessExpressionSyntax>())
        {
            if (NameIn(access) is not { } name || SchemaOf(access.Expression, target) is not { } view) continue;
            var known = NamesOf(view);
            if (known.Count == 0 || known.Contains(name, StringComparer.OrdinalIgnoreCase)) continue;
            var hint = NearestName.Of(name, known) is { } near
                ? $"did you mean `[\"{near}\"]`?"
                : $"`{view.Name}` has {string.Join(", ", known.Order(StringComparer.Ordinal).Select(one => $"`{one}`"))}";
            yield return target.Warn(access.ArgumentList, Code, $"`{view.Name}` has no field `{name}`: this place is always absent", hint);
        }
    }

    private static string? NameIn(ElementAccessExpressionSyntax access) =>
        access.ArgumentList.Arguments is [{ Expression: LiteralExpressionSyntax literal }] && literal.IsKind(SyntaxKind.StringLiteralExpression)
            ? literal.Token.ValueText
            : null;

    // the view that an expression is of; an untyped step from a view leads to the view of that field
    private static INamedTypeSymbol? SchemaOf(ExpressionSyntax expression, LintTarget target)
    {
        if (target.Type(expression) is INamedTypeSymbol type && SdkTypes.IsView(type)) return type;
        if (expression is not ElementAccessExpressionSyntax step) return null;
        var parent = SchemaOf(step.Expression, target);
        if (parent is null || NameIn(step) is not { } name) return null;
        var member = ViewFields.Of(parent).FirstOrDefault(field => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase)).Property;
        return member?.Type is INamedTypeSymbol next && SdkTypes.IsView(next) ? next : null;
    }

    private static List<string> NamesOf(INamedTypeSymbol view)
    {
        // a workload is of any kind, so its fields are those of none
        if (view.Name == "Workload") return [];
        var isObject = view.AllInterfaces.Any(one => one.Name == "IKind");
        return [.. ViewFields.Of(view).Select(field => field.Name).Concat(isObject ? OfObjects : []).Distinct(StringComparer.Ordinal)];
    }
}
