using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Schema;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Writing;

/// <summary>
/// A strategic merge patch: like a merge patch, but lists whose type has a merge key are merged item by item. Understands the directives
/// <c>$patch</c> (replace, delete, merge), <c>$retainKeys</c>, <c>$setElementOrder/x</c> and <c>$deleteFromPrimitiveList/x</c>.
/// </summary>
internal sealed class StrategicMergePatch(JsonObject patch, FieldType type) : IPatch
{
    private const string Directive = "$patch";
    private const string RetainKeys = "$retainKeys";
    private const string Order = "$setElementOrder/";
    private const string Drop = "$deleteFromPrimitiveList/";

    public JsonObject Apply(JsonObject body)
    {
        var (kind, version) = (body["kind"]?.DeepClone(), body["apiVersion"]?.DeepClone());
        var patched = Merge(body, patch, type);

        // what is replaced whole is still the same object
        if (patched["kind"] is null) patched["kind"] = kind;
        if (patched["apiVersion"] is null) patched["apiVersion"] = version;
        return patched;
    }

    private static JsonObject Merge(JsonObject original, JsonObject changes, FieldType type)
    {
        switch (changes.Text(Directive))
        {
            case "delete":
                return [];
            case "replace":
                return Plain(changes);
        }

        if (changes[RetainKeys] is JsonArray)
        {
            var kept = changes.Texts(RetainKeys);
            foreach (var key in original.Select(entry => entry.Key).Where(key => !kept.Contains(key)).ToList()) original.Remove(key);
        }

        DropScalars(original, changes);
        foreach (var (key, value) in changes)
        {
            if (key.StartsWith('$')) continue;
            if (value is null) original.Remove(key);
            else original[key] = MergeValue(original[key], value, type.Child(key), changes[Order + key] as JsonArray);
        }

        Reorder(original, changes, type);
        return original;
    }

    private static JsonNode MergeValue(JsonNode? original, JsonNode value, FieldType type, JsonArray? order) => value switch
    {
        JsonObject map => Merge(original as JsonObject is { } own ? own.DeepClone().AsObject() : [], map, type),
        JsonArray list when type.MergeKey is { } key => MergeList(original as JsonArray ?? [], list, key, type, order),
        _ => value.DeepClone(),
    };

    private static JsonArray MergeList(JsonArray original, JsonArray changes, string key, FieldType type, JsonArray? order)
    {
        if (changes.OfType<JsonObject>().Any(item => item.Text(Directive) == "replace" && item.Count == 1))
            return new JsonArray([.. changes.OfType<JsonObject>().Where(item => item.Text(Directive) is null).Select(Plain)]);

        var merged = original.OfType<JsonNode>().Select(item => item.DeepClone()).ToList();
        foreach (var change in changes.OfType<JsonNode>())
        {
            var at = merged.FindIndex(item => Same(item, change, key));
            if ((change as JsonObject)?.Text(Directive) == "delete")
            {
                if (at >= 0) merged.RemoveAt(at);
            }
            else if (at < 0) merged.Add(change is JsonObject added ? Merge([], added, type.Item) : change.DeepClone());
            else if (change is JsonObject fields) merged[at] = Merge(merged[at].AsObject(), fields, type.Item);
        }

        var wanted = order ?? new JsonArray([.. changes.OfType<JsonNode>().Select(item => item.DeepClone())]);
        return Sorted(merged, original, wanted, key);
    }

    /// <summary>
    /// Items that the patch names are in its order, the others in theirs; where both were there before, their old order decides who is first.
    /// </summary>
    private static JsonArray Sorted(List<JsonNode> items, JsonArray original, JsonArray wanted, string key)
    {
        int Place(JsonArray list, JsonNode item) => list.ToList().FindIndex(other => other is not null && Same(other, item, key));
        var named = items.Where(item => Place(wanted, item) >= 0).OrderBy(item => Place(wanted, item)).ToList();
        var others = items.Where(item => Place(wanted, item) < 0).ToList();
        var sorted = new JsonArray();
        var (i, j) = (0, 0);
        while (i < others.Count || j < named.Count)
        {
            var takeOther = j == named.Count || (i < others.Count && Place(original, named[j]) is var old and >= 0
                && Place(original, others[i]) is var its and >= 0 && its < old);
            sorted.Add(takeOther ? others[i++] : named[j++]);
        }

        return sorted;
    }

    private static void Reorder(JsonObject original, JsonObject changes, FieldType type)
    {
        foreach (var (directive, order) in changes)
        {
            if (!directive.StartsWith(Order, StringComparison.Ordinal) || order is not JsonArray wanted) continue;
            var key = directive[Order.Length..];
            if (changes.ContainsKey(key) || original[key] is not JsonArray list || type.Child(key).MergeKey is not { } mergeKey) continue;
            original[key] = Sorted([.. list.OfType<JsonNode>().Select(item => item.DeepClone())], list, wanted, mergeKey);
        }
    }

    private static void DropScalars(JsonObject original, JsonObject changes)
    {
        foreach (var (directive, values) in changes)
        {
            if (!directive.StartsWith(Drop, StringComparison.Ordinal) || values is not JsonArray dropped) continue;
            if (original[directive[Drop.Length..]] is not JsonArray list) continue;
            foreach (var item in list.Where(item => dropped.Any(value => JsonNode.DeepEquals(value, item))).ToList()) list.Remove(item);
        }
    }

    private static bool Same(JsonNode left, JsonNode right, string key)
    {
        if (key.Length == 0 || left is not JsonObject one || right is not JsonObject other) return JsonNode.DeepEquals(left, right);
        return one[key] is { } own && JsonNode.DeepEquals(own, other[key]);
    }

    private static JsonObject Plain(JsonObject item)
    {
        var plain = item.DeepClone().AsObject();
        plain.Remove(Directive);
        return plain;
    }
}
