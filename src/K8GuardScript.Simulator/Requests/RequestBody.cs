using System.Text.Json;
using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Loading;
using K8GuardScript.Simulator.Protobuf;
using K8GuardScript.Simulator.Writing;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Requests;

/// <summary>Reads request bodies, at most 3 MiB of them.</summary>
internal static class RequestBody
{
    private const int Limit = 3 << 20;

    public static string MediaType(HttpRequest request) =>
        (request.ContentType ?? "").Split(';')[0].Trim().ToLowerInvariant();

    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[64 << 10];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellation)) > 0)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > Limit) throw TooLarge();
        }

        return bytes.ToArray();
    }

    /// <summary>The object that a create or an update brings, as JSON or YAML; no Content-Type is taken as JSON.</summary>
    public static SentObject ParseObject(ReadOnlyMemory<byte> body, string mediaType, string kind) => mediaType switch
    {
        "" or "application/json" => ParseJson(body, kind),
        "application/yaml" => new SentObject(ParseYaml(body, kind), []),
        ProtobufBody.MediaType => new SentObject(ParseProtobuf(body, kind), []),
        _ => throw UnknownFormat("application/json, application/yaml, application/vnd.kubernetes.protobuf"),
    };

    public static ApiError UnknownFormat(string accepted) => new(StatusCodes.Status415UnsupportedMediaType, StatusBody.Failure(
        StatusCodes.Status415UnsupportedMediaType, "UnsupportedMediaType",
        $"the body of the request was in an unknown format - accepted media types include: {accepted}"));

    private static SentObject ParseJson(ReadOnlyMemory<byte> body, string kind)
    {
        try
        {
            var duplicates = new List<string>();
            return BodyReader.Read(body, duplicates) is JsonObject read
                ? new SentObject(read, duplicates)
                : throw Unrecognized(kind, "json: the value is no object");
        }
        catch (JsonException error)
        {
            throw Unrecognized(kind, $"json parse error: {error.Message}");
        }
    }

    private static JsonObject ParseYaml(ReadOnlyMemory<byte> body, string kind)
    {
        var documents = YamlDocuments.Read(System.Text.Encoding.UTF8.GetString(body.Span), out var problem);
        if (problem is not null) throw Unrecognized(kind, $"yaml: line {problem.Line}: {problem.Message}");
        return documents is [{ Root: JsonObject root }] ? root : throw Unrecognized(kind, "yaml: not one object");
    }

    private static JsonObject ParseProtobuf(ReadOnlyMemory<byte> body, string kind)
    {
        try
        {
            return ProtobufBody.Read(body.Span);
        }
        catch (FormatException error)
        {
            throw Unrecognized(kind, error.Message);
        }
    }

    private static ApiError Unrecognized(string kind, string why) => ApiError.BadRequest(
        $"the object provided is unrecognized (must be of type {kind}): couldn't get version/kind; {why}");

    private static ApiError TooLarge() => new(StatusCodes.Status413PayloadTooLarge, StatusBody.Failure(
        StatusCodes.Status413PayloadTooLarge, "RequestEntityTooLarge", $"Request entity too large: limit is {Limit}"));
}
