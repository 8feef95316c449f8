using System.Collections.Frozen;
using System.Text.Json;
using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Kubernetes.Resources;

/// <summary>Reads an <c>APIResourceList</c>, the answer to <c>GET /apis/GROUP/VERSION</c>.</summary>
internal static class ResourceList
{
    /// <summary>Everything in a group version, with the subresources of each.</summary>
    /// <param name="json">the answer</param>
    /// <param name="asked">any kind of the group version that was asked for</param>
    /// <returns>null when it is no such list</returns>
    public static IReadOnlyList<KnownResource>? TryParse(ReadOnlyMemory<byte> json, KindName asked)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && TextOf(root, "kind") == "APIResourceList"
                && root.TryGetProperty("resources", out var resources) && resources.ValueKind == JsonValueKind.Array
                ? Read([.. resources.EnumerateArray().Where(resource => resource.ValueKind == JsonValueKind.Object)], asked)
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a text that is no UTF-8
            return null;
        }
    }

    private static List<KnownResource> Read(JsonElement[] resources, KindName asked)
    {
        // a slash marks a subresource: deployments/scale
        var subresources = resources.Select(resource => TextOf(resource, "name").Split('/', 2)).Where(parts => parts.Length == 2)
            .ToLookup(parts => parts[0], parts => parts[1]);
        return
        [
            .. from resource in resources
               let plural = TextOf(resource, "name")
               where ResourcePath.IsSegment(plural) && TextOf(resource, "kind").Length > 0
               select new KnownResource(
                   PathOf(resource, asked), CanBeWatched(resource), subresources[plural].ToFrozenSet(StringComparer.Ordinal)),
        ];
    }

    private static bool CanBeWatched(JsonElement resource) =>
        resource.TryGetProperty("verbs", out var verbs) && verbs.ValueKind == JsonValueKind.Array
        && verbs.EnumerateArray().Any(verb => verb.ValueEquals("list"))
        && verbs.EnumerateArray().Any(verb => verb.ValueEquals("watch"));

    private static ResourcePath PathOf(JsonElement resource, KindName asked) => new(
        asked with { Kind = TextOf(resource, "kind") },
        TextOf(resource, "name"),
        resource.TryGetProperty("namespaced", out var namespaced) && namespaced.ValueKind == JsonValueKind.True);

    private static string TextOf(JsonElement from, string key) =>
        from.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
