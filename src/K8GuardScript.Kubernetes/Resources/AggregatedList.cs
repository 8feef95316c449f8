using System.Collections.Frozen;
using System.Text.Json;
using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Kubernetes.Resources;

/// <summary>Reads an <c>APIGroupDiscoveryList</c> (<c>apidiscovery.k8s.io/v2</c>), the aggregated answer to <c>GET /apis</c>.</summary>
internal static class AggregatedList
{
    /// <returns>null when it is no such list</returns>
    public static Discovered? TryParse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && Text(root, "kind") == "APIGroupDiscoveryList"
                && root.TryGetProperty("items", out var items) && items.ValueKind is JsonValueKind.Array or JsonValueKind.Null
                ? Read(items)
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a text that is no Unicode
            return null;
        }
    }

    private static Discovered Read(JsonElement groups)
    {
        var (resources, unsure) = (new List<KnownResource>(), new List<string>());
        foreach (var group in Elements(groups))
        {
            var name = group.TryGetProperty("metadata", out var metadata) ? Text(metadata, "name") : "";
            foreach (var version in Elements(group, "versions"))
            {
                var groupVersion = new KindName(name, Text(version, "version"), "");
                if (Text(version, "freshness") == "Stale") unsure.Add(groupVersion.ApiVersion);
                else resources.AddRange(Elements(version, "resources").Select(found => Resource(found, groupVersion)).OfType<KnownResource>());
            }
        }

        return Discovered.Of(resources, unsure);
    }

    private static KnownResource? Resource(JsonElement found, KindName groupVersion)
    {
        if (!found.TryGetProperty("responseKind", out var said) || Text(said, "kind") is not { Length: > 0 } kind) return null;
        if (!ResourcePath.IsSegment(Text(found, "resource")) || !ResourcePath.IsSegment(groupVersion.Version)) return null;
        if (groupVersion.Group.Length > 0 && !ResourcePath.IsSegment(groupVersion.Group)) return null;

        // a resource whose objects are of another group version can't be found by their kind
        if (Text(said, "version") is { Length: > 0 } other && (other != groupVersion.Version || Text(said, "group") != groupVersion.Group)) return null;
        var path = new ResourcePath(groupVersion with { Kind = kind }, Text(found, "resource"), Text(found, "scope") == "Namespaced");
        var verbs = Elements(found, "verbs").Where(verb => verb.ValueKind == JsonValueKind.String).Select(verb => verb.GetString()!).ToList();
        return new KnownResource(
            path,
            verbs.Contains("list") && verbs.Contains("watch"),
            Elements(found, "subresources").Select(sub => Text(sub, "subresource")).ToFrozenSet(StringComparer.Ordinal));
    }

    private static JsonElement.ArrayEnumerator Elements(JsonElement from, string key) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(key, out var list) ? Elements(list) : default;

    private static JsonElement.ArrayEnumerator Elements(JsonElement list) => list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;

    private static string Text(JsonElement from, string key) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "";
}
