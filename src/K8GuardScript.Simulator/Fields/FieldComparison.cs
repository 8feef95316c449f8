using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Schema;

namespace K8GuardScript.Simulator.Fields;

/// <summary>What differs between two states of an object: the fields that are new or have another value, and those that are gone.</summary>
internal sealed record FieldComparison(FieldSet Changed, FieldSet Removed)
{
    // the structs that a real server's objects have even when they are new and empty, so that nobody comes to own them as such
    private static readonly JsonNode Skeleton = JsonNode.Parse("""
        {"metadata":{},"status":{},"strategy":{},"updateStrategy":{},"template":{"metadata":{},"spec":{"containers":[]}},
         "jobTemplate":{"metadata":{},"spec":{"template":{"metadata":{},"spec":{"containers":[]}}}}}
        """)!;

    public static FieldComparison Of(JsonObject before, JsonObject after, FieldType type)
    {
        var comparison = new FieldComparison(new FieldSet(), new FieldSet());
        Compare(before, after, type, comparison.Changed, comparison.Removed);
        return comparison;
    }

    /// <summary>What a new object brings: all fields that it has.</summary>
    public static FieldSet OfNew(JsonObject created, FieldType type)
    {
        var spec = Skeleton.DeepClone().AsObject();
        if (type.Fields.ContainsKey("spec") && created["spec"] is JsonObject { } own && own.ContainsKey("containers"))
            spec["containers"] = new JsonArray();
        var empty = new JsonObject { ["metadata"] = new JsonObject(), ["spec"] = spec, ["status"] = new JsonObject() };
        return Of(empty, created, type).Changed;
    }

    private static void Compare(JsonNode? before, JsonNode? after, FieldType type, FieldSet changed, FieldSet removed)
    {
        if (before is null) changed.IsMember = after is not null;
        if (after is null) removed.IsMember = before is not null;
        if (type.IsLeaf(before ?? after) || type.IsLeaf(after ?? before))
        {
            if (before is not null && after is not null && !JsonNode.DeepEquals(before, after)) changed.IsMember = true;
            return;
        }

        var old = Parts(before, type);
        var next = Parts(after, type);
        foreach (var (step, part) in next)
            Compare(old.GetValueOrDefault(step).Value, part.Value, part.Type, changed.At(step), removed.At(step));
        foreach (var (step, part) in old)
        {
            if (!next.ContainsKey(step)) Compare(part.Value, null, part.Type, changed.At(step), removed.At(step));
        }
    }

    private static Dictionary<string, (JsonNode Value, FieldType Type)> Parts(JsonNode? value, FieldType type)
    {
        var parts = new Dictionary<string, (JsonNode, FieldType)>(StringComparer.Ordinal);
        foreach (var (step, part, its) in FieldSteps.PartsOf(value, type)) parts[step] = (part, its);
        return parts;
    }
}
