using System.Text.Json;
using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Requests;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Schema;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Writing;

/// <summary>Reads the body of a PATCH by its media type.</summary>
internal static class PatchBody
{
    private const string Merge = "application/merge-patch+json";
    private const string Json = "application/json-patch+json";
    private const string Strategic = "application/strategic-merge-patch+json";

    /// <summary>Server-side apply, which is no change of an object but a configuration; JSON is YAML too.</summary>
    public const string Apply = "application/apply-patch+yaml";

    /// <summary>Throws 415 for a type of patch that is not known; custom resources name those they take.</summary>
    /// <param name="schema">of the object to patch</param>
    public static IPatch Parse(ReadOnlyMemory<byte> body, string mediaType, ResourceType type, FieldType schema)
    {
        if (mediaType is not (Merge or Json or Strategic) || (type.IsCustom && mediaType == Strategic))
        {
            throw type.IsCustom && mediaType == Strategic
                ? RequestBody.UnknownFormat($"{Json}, {Merge}, {Apply}")
                : ApiError.Generic(StatusCodes.Status415UnsupportedMediaType, "UnsupportedMediaType", "415: Unsupported Media Type");
        }

        JsonNode? node;
        try
        {
            node = BodyReader.Read(body, []);
        }
        catch (JsonException error)
        {
            throw ApiError.BadRequest($"error decoding patch: {error.Message}");
        }

        return (mediaType, node) switch
        {
            (Merge, JsonObject changes) => new MergePatch(changes),
            (Json, JsonArray operations) => new JsonPatch(operations),
            (Strategic, JsonObject changes) => new StrategicMergePatch(changes, schema),
            (Merge or Strategic, _) => throw ApiError.BadRequest("error decoding patch: json: cannot unmarshal the value into an object"),
            _ => throw ApiError.BadRequest("error decoding patch: json: cannot unmarshal the value into a list of operations"),
        };
    }
}
