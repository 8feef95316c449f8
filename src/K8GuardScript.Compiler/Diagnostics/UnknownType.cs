using K8GuardScript.Sdk.Registration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace K8GuardScript.Compiler.Diagnostics;

/// <summary>The name of a kind or type that is not there: <c>Each&lt;Deploymnt&gt;</c>.</summary>
internal static class UnknownType
{
    public static Explanation? Explain(Mistake mistake)
    {
        var name = mistake.Text;
        if (name is "let" or "val" or "const" or "def")
            return new Explanation("write `var` to declare a name", $"`{name}` is no word of C#");
        if (name is "and" or "or") return new Explanation($"write `{(name == "and" ? "&&" : "||")}`", $"`{name}` does not join conditions");

        var isKind = mistake.Around<TypeArgumentListSyntax>()?.Parent is GenericNameSyntax { Identifier.Text: "Each" or "List" or "Find" };
        var known = mistake.Model.LookupNamespacesAndTypes(mistake.Diagnostic.Location.SourceSpan.Start).OfType<INamedTypeSymbol>()
            .Where(type => !isKind || type.AllInterfaces.Any(one => one.Name == "IKind")).Select(type => type.Name).ToList();
        var message = isKind ? $"there is no kind `{name}`" : $"there is no type `{name}`";
        if (NearestName.Of(name, known) is { } near) return new Explanation($"did you mean `{near}`?", message);
        return isKind
            ? new Explanation($"a custom resource is read untyped: `Each(\"group/v1\", \"{name}\", (o, found) => ...)`", message)
            : new Explanation("check its spelling; a policy has the types of the SDK, text, numbers, lists and little else", message);
    }
}
