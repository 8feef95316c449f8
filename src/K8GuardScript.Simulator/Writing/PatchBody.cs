using System.Text.Json;
using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Requests;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Writing;

/// <summary>Reads the body of a PATCH by its media type.</summary>
internal static class PatchBody
{
    private const string Merge = "application/merge-patch+json";
    private const string Json = "application/json-patch+json";

    /// <summary>Throws 415 for a type of patch that is not known; custom resources name those they take.</summary>
    public static IPatch Parse(ReadOnlyMemory<byte> body, string mediaType, ResourceType type)
    {
        if (mediaType is not (Merge or Json))
        {
            throw type.IsCustom && mediaType == "application/strategic-merge-patch+json"
                ? RequestBody.UnknownFormat($"{Json}, {Merge}")
                : ApiError.Generic(StatusCodes.Status415UnsupportedMediaType, "UnsupportedMediaType", "415: Unsupported Media Type");
        }

        JsonNode? node;
        try
        {
            node = JsonNode.Parse(body.Span, documentOptions: JsonBytes.Options);
        }
        catch (JsonException error)
        {
            throw ApiError.BadRequest($"error decoding patch: {error.Message}");
        }

        return (mediaType, node) switch
        {
            (Merge, JsonObject changes) => new MergePatch(changes),
            (Json, JsonArray operations) => new JsonPatch(operations),
            (Merge, _) => throw ApiError.BadRequest("error decoding patch: json: cannot unmarshal the value into an object"),
            _ => throw ApiError.BadRequest("error decoding patch: json: cannot unmarshal the value into a list of operations"),
        };
    }
}
