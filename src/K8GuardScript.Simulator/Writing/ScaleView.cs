using System.Text.Json;
using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Writing;

/// <summary>An object seen as autoscaling/v1 Scale; its uid and version are the object's.</summary>
internal static class ScaleView
{
    public static JsonObject Of(ScalePaths paths, StoredObject stored)
    {
        var body = stored.ToBody();
        var metadata = new JsonObject();
        foreach (var key in (string[])["name", "namespace", "uid", "resourceVersion", "creationTimestamp"])
        {
            if (body.Metadata()[key] is { } value) metadata[key] = value.DeepClone();
        }

        var replicas = Number(body.At(paths.SpecReplicas));
        var status = new JsonObject { ["replicas"] = Number(body.At(paths.StatusReplicas)) };
        if (paths.Selector is not null && Selector(body.At(paths.Selector)) is { Length: > 0 } selector) status["selector"] = selector;
        return new JsonObject
        {
            ["kind"] = "Scale",
            ["apiVersion"] = "autoscaling/v1",
            ["metadata"] = metadata,
            // as a real server: a zero is left out
            ["spec"] = replicas == 0 ? [] : new JsonObject { ["replicas"] = replicas },
            ["status"] = status,
        };
    }

    /// <summary>The object's body with another number of replicas.</summary>
    public static JsonObject WithReplicas(ScalePaths paths, JsonObject body, int replicas)
    {
        var parent = body;
        foreach (var key in paths.SpecReplicas.SkipLast(1))
        {
            if (parent[key] is not JsonObject inner) parent[key] = inner = [];
            parent = inner;
        }

        parent[paths.SpecReplicas[^1]] = replicas;
        return body;
    }

    private static int Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<int>(out var number) ? number : 0;

    private static string Selector(JsonNode? node)
    {
        if (node?.GetValueKind() == JsonValueKind.String) return node.GetValue<string>();
        if (node is not JsonObject selector) return "";
        var labels = selector["matchLabels"] as JsonObject ?? (selector.ContainsKey("matchExpressions") ? [] : selector);
        var equal = labels.Where(entry => entry.Value is not null).Select(entry => $"{entry.Key}={entry.Value}")
            .Order(StringComparer.Ordinal);
        var rules = (selector["matchExpressions"] as JsonArray ?? []).OfType<JsonObject>().Select(Rule);
        return string.Join(",", equal.Concat(rules));
    }

    private static string Rule(JsonObject rule)
    {
        var values = string.Join(",", rule.Texts("values"));
        return rule.Text("operator") switch
        {
            "In" => $"{rule.Text("key")} in ({values})",
            "NotIn" => $"{rule.Text("key")} notin ({values})",
            "DoesNotExist" => $"!{rule.Text("key")}",
            _ => rule.Text("key") ?? "",
        };
    }
}
