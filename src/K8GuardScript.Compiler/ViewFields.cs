using Microsoft.CodeAnalysis;

namespace K8GuardScript.Compiler;

/// <summary>The fields that a view has, in the API's spelling, with the properties that read them.</summary>
internal static class ViewFields
{
    // what the tool that writes the views puts behind a name that the struct has for itself
    private const string Renamed = "Value";

    // x-kubernetes-list-type and its like
    private const string Extension = "XKubernetes";

    private static readonly string[] Taken = ["At", "Equals", "GetHashCode", "GetType", "ToString", "Exists"];

    // where a container stands, which is no part of it
    private static readonly string[] Surroundings = ["Role", "Pod", "Owner"];

    // the API's own exceptions from its spelling
    private static readonly Dictionary<(string View, string Property), string> Odd = new()
    {
        [("DaemonEndpoint", "Port")] = "Port",
        [("JSONSchemaProps", "Ref")] = "$ref",
        [("JSONSchemaProps", "Schema")] = "$schema",
    };

    public static IEnumerable<(string Name, IPropertySymbol Property)> Of(INamedTypeSymbol view) => view.GetMembers().OfType<IPropertySymbol>()
        .Where(property => IsField(property, view))
        .Select(property => (NameOf(property, view), property));

    /// <summary>A name of C# as a field's: <c>HostIP</c> is <c>hostIP</c>.</summary>
    public static string Camel(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name[1..];

    private static bool IsField(IPropertySymbol property, INamedTypeSymbol view)
    {
        if (property is not { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public }) return false;
        if (property.Name == "Exists" || property is { Name: "Path", Type.SpecialType: SpecialType.System_String }) return false;
        return view.Name != "PodContainer" || !Surroundings.Contains(property.Name);
    }

    private static string NameOf(IPropertySymbol property, INamedTypeSymbol view)
    {
        var name = property.Name;
        if (Odd.TryGetValue((view.Name, name), out var odd)) return odd;
        if (name.StartsWith(Extension, StringComparison.Ordinal))
            return Camel(string.Concat(name.Select((letter, i) => i > 0 && char.IsUpper(letter) ? $"-{char.ToLowerInvariant(letter)}" : $"{letter}")));
        var plain = name.EndsWith(Renamed, StringComparison.Ordinal) ? name[..^Renamed.Length] : "";
        return Camel(plain == view.Name || Taken.Contains(plain) ? plain : name);
    }
}
