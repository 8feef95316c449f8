using System.Globalization;
using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Storage;
using Microsoft.AspNetCore.Http;

namespace K8GuardScript.Simulator.Writing;

/// <summary>
/// RFC 6902, all or nothing. Any operation that does not fit, a failed test as well, is the same 422 without a cause;
/// a replace of a missing key adds it, as a real server has it.
/// </summary>
internal sealed class JsonPatch(JsonArray operations) : IPatch
{
    private const int MostOperations = 10_000;

    // a copy of the whole into itself doubles it, so that a few operations would take all memory
    private const int MostCopied = 3 << 20;

    public JsonObject Apply(JsonObject body)
    {
        if (operations.Count > MostOperations)
        {
            throw ApiError.Generic(StatusCodes.Status413PayloadTooLarge, "RequestEntityTooLarge", "Request entity too large: "
                + $"The allowed maximum operations in a JSON patch is {MostOperations}, got {Versions.Text(operations.Count)}");
        }

        JsonNode? root = body;
        var copied = 0;
        foreach (var operation in operations)
        {
            if (operation is not JsonObject step) throw Rejected();
            if (step.Text("op") == "copy" && (copied += Size(root, step)) > MostCopied) throw Rejected();
            root = Run(root, step);
        }

        return root as JsonObject ?? throw Rejected();
    }

    private static JsonNode? Run(JsonNode? root, JsonObject step)
    {
        var path = Keys(step, "path");
        switch (step.Text("op"))
        {
            case "test":
                if (!JsonNode.DeepEquals(Read(root, path, required: false), step["value"])) throw Rejected();
                return root;
            case "add":
                return Write(root, path, Value(step), insert: true);
            case "replace":
                return Write(root, path, Value(step), insert: false);
            case "remove":
                Remove(root, path);
                return root;
            case "copy":
                return Write(root, path, Read(root, Keys(step, "from"), required: true)?.DeepClone(), insert: true);
            case "move":
                var moved = Read(root, Keys(step, "from"), required: true)?.DeepClone();
                Remove(root, Keys(step, "from"));
                return Write(root, path, moved, insert: true);
            default:
                throw Rejected();
        }
    }

    private static int Size(JsonNode? root, JsonObject step) =>
        Read(root, Keys(step, "from"), required: true) is { } copied ? JsonBytes.Of(copied).Length : 0;

    private static JsonNode? Value(JsonObject step) => step.ContainsKey("value") ? step["value"]?.DeepClone() : throw Rejected();

    private static string[] Keys(JsonObject step, string field)
    {
        var pointer = step.Text(field) ?? throw Rejected();
        if (pointer.Length == 0) return [];
        if (pointer[0] != '/') throw Rejected();
        return [.. pointer[1..].Split('/').Select(key => key
            .Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
    }

    private static JsonNode? Read(JsonNode? root, string[] path, bool required)
    {
        var node = root;
        foreach (var key in path)
        {
            var (found, next) = node switch
            {
                JsonObject map => (map.ContainsKey(key), map[key]),
                JsonArray list when Index(list, key, end: false) is { } at => (true, list[at]),
                _ => (false, null),
            };
            if (!found) return required ? throw Rejected() : null;
            node = next;
        }

        return node;
    }

    private static JsonNode? Write(JsonNode? root, string[] path, JsonNode? value, bool insert)
    {
        if (path.Length == 0) return value;
        switch (Read(root, path[..^1], required: true))
        {
            case JsonObject map:
                map[path[^1]] = value;
                return root;
            case JsonArray list when Index(list, path[^1], end: insert) is { } at:
                if (insert) list.Insert(at, value);
                else list[at] = value;
                return root;
            default:
                throw Rejected();
        }
    }

    private static void Remove(JsonNode? root, string[] path)
    {
        if (path.Length == 0) throw Rejected();
        switch (Read(root, path[..^1], required: true))
        {
            case JsonObject map when map.Remove(path[^1]):
                return;
            case JsonArray list when Index(list, path[^1], end: false) is { } at:
                list.RemoveAt(at);
                return;
            default:
                throw Rejected();
        }
    }

    private static int? Index(JsonArray list, string key, bool end)
    {
        if (end && key == "-") return list.Count;
        if (!int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var at)) return null;
        return at < list.Count || (end && at == list.Count) ? at : null;
    }

    private static ApiError Rejected() => ApiError.Generic(StatusCodes.Status422UnprocessableEntity, "Invalid",
        "the server rejected our request due to an error in our request");
}
