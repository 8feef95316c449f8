using System.Text.Json;
using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Kubernetes.Resources;

/// <summary>Reads an <c>APIResourceList</c>, the answer to <c>GET /apis/GROUP/VERSION</c>.</summary>
internal static class ResourceList
{
    /// <summary>What can be listed and watched, without subresources.</summary>
    /// <param name="json">the answer</param>
    /// <param name="asked">any kind of the group version that was asked for</param>
    /// <returns>null when it is no such list</returns>
    public static IReadOnlyList<ResourcePath>? TryParse(ReadOnlyMemory<byte> json, KindName asked)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && TextOf(root, "kind") == "APIResourceList"
                && root.TryGetProperty("resources", out var resources) && resources.ValueKind == JsonValueKind.Array
                ? [.. resources.EnumerateArray().Where(CanBeWatched).Select(resource => PathOf(resource, asked))]
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a text that is no UTF-8
            return null;
        }
    }

    private static bool CanBeWatched(JsonElement resource) =>
        resource.ValueKind == JsonValueKind.Object && TextOf(resource, "kind").Length > 0
        && ResourcePath.IsSegment(TextOf(resource, "name")) // a slash marks a subresource
        && resource.TryGetProperty("verbs", out var verbs) && verbs.ValueKind == JsonValueKind.Array
        && verbs.EnumerateArray().Any(verb => verb.ValueEquals("list"))
        && verbs.EnumerateArray().Any(verb => verb.ValueEquals("watch"));

    private static ResourcePath PathOf(JsonElement resource, KindName asked) => new(
        asked with { Kind = TextOf(resource, "kind") },
        TextOf(resource, "name"),
        resource.TryGetProperty("namespaced", out var namespaced) && namespaced.ValueKind == JsonValueKind.True);

    private static string TextOf(JsonElement from, string key) =>
        from.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
