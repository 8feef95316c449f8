using System.Text.Json;
using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Resources;

/// <summary>Reads CustomResourceDefinitions (apiextensions.k8s.io/v1).</summary>
internal static class CustomResource
{
    // the order in which a real server lists the verbs of custom resources
    private static readonly string[] Verbs = ["delete", "deletecollection", "get", "list", "patch", "create", "update", "watch"];

    private static readonly string[] SubresourceOrder = ["status", "scale"];

    /// <summary>One type for each served version; nothing where the definition lacks group, plural or kind.</summary>
    public static IEnumerable<ResourceType> TypesOf(JsonObject definition)
    {
        if (definition["spec"] is not JsonObject spec || spec["names"] is not JsonObject names) yield break;
        if (Text(spec["group"]) is not { Length: > 0 } group || Text(names["plural"]) is not { Length: > 0 } plural
            || Text(names["kind"]) is not { Length: > 0 } kind) yield break;

        foreach (var version in (spec["versions"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (Text(version["name"]) is not { } name || version["served"]?.GetValueKind() != JsonValueKind.True) continue;
            var subresources = version["subresources"] as JsonObject;
            yield return new ResourceType(new ResourceId(group, plural), name, kind,
                Text(names["singular"]) ?? kind.ToLowerInvariant(), Namespaced: Text(spec["scope"]) == "Namespaced")
            {
                ListKind = Text(names["listKind"]) ?? kind + "List",
                ShortNames = Texts(names["shortNames"]),
                Categories = Texts(names["categories"]),
                Verbs = Verbs,
                IsCustom = true,
                PrinterColumns = [.. (version["additionalPrinterColumns"] as JsonArray ?? []).OfType<JsonObject>().Select(ColumnOf)],
                OpenSchema = (version["schema"] as JsonObject)?["openAPIV3Schema"]?.DeepClone() as JsonObject,
                HasGeneration = true,
                Subresources = [.. SubresourceOrder.Where(entry => subresources?.ContainsKey(entry) ?? false)],
                HasStatus = subresources?.ContainsKey("status") ?? false,
                Scale = subresources?["scale"] is JsonObject scale ? ScaleOf(scale) : null,
            };
        }
    }

    private static PrinterColumn ColumnOf(JsonObject column) => new(
        Text(column["name"]) ?? "", Text(column["type"]) ?? "string", (Text(column["jsonPath"]) ?? "").TrimStart('.'),
        (int)(column.Whole("priority") ?? 0), Text(column["description"]) ?? "");

    private static ScalePaths ScaleOf(JsonObject scale) => new(
        Keys(Text(scale["specReplicasPath"])) ?? ScalePaths.BuiltIn.SpecReplicas,
        Keys(Text(scale["statusReplicasPath"])) ?? ScalePaths.BuiltIn.StatusReplicas,
        Keys(Text(scale["labelSelectorPath"])));

    private static string[]? Keys(string? path) => path?.Split('.', StringSplitOptions.RemoveEmptyEntries);

    private static string[] Texts(JsonNode? list) => [.. (list as JsonArray ?? []).Select(Text).OfType<string>()];

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
