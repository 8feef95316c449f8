using System.Text.Json.Nodes;

namespace K8GuardScript.Simulator.Tests.Wire;

/// <summary>
/// Sends the requests of a transcript and compares what comes back: status, kind, reason, details, generation, and that
/// versions and uids are the same or different where the transcript's are. A step with <c>put</c> instead of a request stands for
/// what the recorded server's controllers did unseen.
/// </summary>
internal sealed class TranscriptReplay(ApiCaller api)
{
    // what the recorded server called it -> what the simulator calls it
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);

    public async Task<List<string>> RunAsync(JsonObject transcript)
    {
        foreach (var given in transcript["given"]!.AsArray()) api.Cluster.Put(given!.AsObject());
        var differences = new List<string>();
        foreach (var exchange in transcript["exchanges"]!.AsArray().OfType<JsonObject>())
        {
            if (exchange["put"] is JsonObject unseen)
            {
                api.Cluster.Put(unseen);
                continue;
            }

            var request = exchange["request"]!;
            var body = request["body"] is JsonValue text && text.TryGetValue<string>(out var raw) ? raw : request["body"]?.ToJsonString();
            var reply = await api.SendAsync(request["method"]!.GetValue<string>(), Translate(request["path"]!.GetValue<string>()),
                body is null ? null : Translate(body), request["contentType"]?.GetValue<string>(), "application/json");
            Compare(exchange, reply, differences);
        }

        return differences;
    }

    private void Compare(JsonObject exchange, ApiReply reply, List<string> differences)
    {
        var step = exchange["step"]!.GetValue<string>();
        var expected = exchange["response"]!;
        if (reply.Status != expected["status"]!.GetValue<int>()) differences.Add($"{step}: status {reply.Status}: {reply.Text}");
        else if (expected["text"] is { } text) Same(step, "text", text, JsonValue.Create(reply.Text), differences);
        else if (expected["body"] is JsonObject body) CompareBody(step, body, reply.Body, differences);
    }

    private void CompareBody(string step, JsonObject expected, JsonObject actual, List<string> differences)
    {
        foreach (var (key, value) in expected)
        {
            if (key == "metadata") CompareMetadata(step, value!.AsObject(), actual["metadata"]!.AsObject(), differences);
            else if (key == "details") Same(step, key, Identity(value!), Identity(actual[key]), differences);
            else Same(step, key, value, actual[key], differences);
        }
    }

    private void CompareMetadata(string step, JsonObject expected, JsonObject actual, List<string> differences)
    {
        foreach (var (key, value) in expected)
        {
            if (key is "uid" or "resourceVersion" && actual[key] is { } own && !names.ContainsKey(value!.GetValue<string>()))
                names[value!.GetValue<string>()] = own.GetValue<string>();
            if (key == "generation") continue;
            Same(step, $"metadata.{key}", value, actual[key], differences);
        }
    }

    /// <summary>Details without the words: message texts are not compared.</summary>
    private static JsonNode? Identity(JsonNode? details)
    {
        var copy = details?.DeepClone();
        foreach (var cause in copy?["causes"] as JsonArray ?? []) cause!.AsObject().Remove("message");
        return copy;
    }

    private void Same(string step, string what, JsonNode? expected, JsonNode? actual, List<string> differences)
    {
        var wanted = expected is null ? null : JsonNode.Parse(Translate(expected.ToJsonString()));
        if (!JsonNode.DeepEquals(wanted, actual))
            differences.Add($"{step}: {what} is {actual?.ToJsonString()}, not {wanted?.ToJsonString()}");
    }

    private string Translate(string text)
    {
        foreach (var (recorded, own) in names) text = text.Replace($"\"{recorded}\"", $"\"{own}\"", StringComparison.Ordinal);
        return text;
    }
}
