using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Schema;

namespace K8GuardScript.Simulator.Fields;

/// <summary>Server-side apply on values: what a configuration owns, what comes of it on an object, what goes when it is given up.</summary>
internal static class AppliedFields
{
    /// <summary>The fields that whoever applies the configuration owns.</summary>
    public static FieldSet Of(JsonNode configuration, FieldType type)
    {
        var set = new FieldSet();
        Collect(configuration, type, set);
        return set;
    }

    /// <summary>The object with the configuration laid over it; lists with keys and sets are merged.</summary>
    public static JsonNode Merge(JsonNode? live, JsonNode configuration, FieldType type)
    {
        if (live is null || type.IsLeaf(live) || type.IsLeaf(configuration)) return configuration.DeepClone();
        if (live is JsonObject before && configuration is JsonObject applied)
        {
            var merged = before.DeepClone().AsObject();
            foreach (var (key, value) in applied)
            {
                if (value is not null) merged[key] = Merge(before[key], value, type.Child(key));
            }

            return merged;
        }

        return live is JsonArray items && configuration is JsonArray wanted ? MergeItems(items, wanted, type) : configuration.DeepClone();
    }

    /// <summary>Takes fields out of the object, but not what somebody else owns.</summary>
    /// <param name="given">the fields that were owned and are not any more</param>
    /// <param name="kept">what anybody owns now</param>
    public static void Prune(JsonNode? value, FieldType type, FieldSet given, FieldSet kept)
    {
        foreach (var (step, part, its) in FieldSteps.PartsOf(value, type).ToList())
        {
            if (given.Find(step) is not { } here) continue;
            var owned = kept.Find(step) ?? new FieldSet();
            if (here.IsMember && owned.IsEmpty) Take(value!, part);
            else if (!its.IsLeaf(part)) Prune(part, its, here, owned);
        }
    }

    private static void Take(JsonNode value, JsonNode part)
    {
        if (value is JsonArray list) list.Remove(part);
        else value.AsObject().Remove(part.GetPropertyName());
    }

    private static void Collect(JsonNode value, FieldType type, FieldSet set)
    {
        if (type.IsLeaf(value) || value is JsonObject { Count: 0 } or JsonArray { Count: 0 })
        {
            set.IsMember = true;
            return;
        }

        foreach (var (step, part, its) in FieldSteps.PartsOf(value, type))
        {
            var at = set.At(step);
            if (value is JsonArray) at.IsMember = true;
            Collect(part, its, at);
        }
    }

    private static JsonArray MergeItems(JsonArray live, JsonArray wanted, FieldType type)
    {
        var merged = new JsonArray();
        var configured = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var item in wanted.OfType<JsonNode>()) configured[FieldSteps.OfItem(item, type)] = item;
        foreach (var item in live.OfType<JsonNode>())
        {
            merged.Add(configured.Remove(FieldSteps.OfItem(item, type), out var own) ? Merge(item, own, type.Item) : item.DeepClone());
        }

        foreach (var item in wanted.OfType<JsonNode>())
        {
            if (configured.Remove(FieldSteps.OfItem(item, type), out var added)) merged.Add(added.DeepClone());
        }

        return merged;
    }
}
