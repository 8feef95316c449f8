using System.Text.Json;
using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Writing;

/// <summary>The few rules about content that clients of the guard's kind run into; the rest of validation is left out.</summary>
internal static class ObjectChecks
{
    private static readonly string[] TextMaps = ["labels", "annotations"];

    /// <param name="fromPatch">a wrong type is then 422 instead of 400</param>
    public static void Check(ResourceType type, string name, JsonObject body, bool fromPatch)
    {
        if (body["metadata"] is not (null or JsonObject)) throw WrongType(type, fromPatch, "metadata", "object");
        foreach (var field in TextMaps) CheckTexts(type, body.Metadata()[field], field, fromPatch);
        if (type.IsCustom || body["spec"] is not JsonObject spec) return;
        if (type.Scale is not null) CheckReplicas(type, name, spec["replicas"], fromPatch);
        if (type.Id.ToString() is not ("jobs.batch" or "cronjobs.batch")) return;
        if (spec["suspend"]?.GetValueKind() is not (null or JsonValueKind.True or JsonValueKind.False))
            throw WrongType(type, fromPatch, "spec.suspend", "bool");
    }

    private static void CheckTexts(ResourceType type, JsonNode? node, string field, bool fromPatch)
    {
        if (node is null) return;
        if (node is not JsonObject map || map.Any(entry => entry.Value?.GetValueKind() is not (null or JsonValueKind.String)))
            throw WrongType(type, fromPatch, $"metadata.{field}", "map[string]string");
    }

    private static void CheckReplicas(ResourceType type, string name, JsonNode? node, bool fromPatch)
    {
        if (node is null) return;
        if (!Replicas.TryRead(node, out var replicas)) throw WrongType(type, fromPatch, "spec.replicas", "int32");
        if (replicas < 0) throw ApiError.Invalid(type.Group, type.Kind, name, Replicas.Negative(replicas));
    }

    private static ApiError WrongType(ResourceType type, bool fromPatch, string field, string wanted)
    {
        var why = $"json: cannot unmarshal into Go struct field {field} of type {wanted}";
        return fromPatch
            ? ApiError.Invalid("", "", "", new StatusCause("FieldValueInvalid", $"Invalid value: {why}", "patch"))
            : ApiError.BadRequest($"{type.Kind} in version \"{type.Version}\" cannot be handled as a {type.Kind}: {why}");
    }
}
