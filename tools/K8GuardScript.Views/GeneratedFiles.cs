using System.Text.Json;

namespace K8GuardScript.Views;

/// <summary>All that is generated of the API's types.</summary>
internal static class GeneratedFiles
{
    /// <param name="types">definitions by name, as in the <c>definitions</c> of the API server's OpenAPI v2 document</param>
    /// <returns>texts by path in the Sdk's folder</returns>
    public static IReadOnlyDictionary<string, string> From(ReadOnlySpan<byte> types)
    {
        var definitions = JsonSerializer.Deserialize<Dictionary<string, TypeDefinition>>(types, TypeDefinition.Json)!;
        var keys = new KeyNames(definitions.Values);
        var names = new ViewNames(definitions);
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["Objects/Generated/SchemaKey.cs"] = KeyFile.Write(keys) };
        foreach (var (definition, view) in names.Views)
            files[view.File] = new ViewFile(view, names, keys).Write(definitions[definition]);
        files["Views/PodContainer.cs"] = PodContainerFile(definitions, names, keys);
        return files;
    }

    // a container as rules get it is any of a pod's, so it has the fields of all of them
    private static string PodContainerFile(Dictionary<string, TypeDefinition> definitions, ViewNames names, KeyNames keys)
    {
        var container = definitions["io.k8s.api.core.v1.Container"];
        var ephemeral = definitions["io.k8s.api.core.v1.EphemeralContainer"];
        var all = container.Properties.UnionBy(ephemeral.Properties, field => field.Key).ToDictionary();
        var view = new ViewName("K8GuardScript.Sdk.Views", "PodContainer", "core.v1 Container", null);
        return new ViewFile(view, names, keys) { IsItem = false }.Write(new TypeDefinition { Properties = all });
    }
}
