using System.Text.Json;

namespace K8GuardScript.Kubernetes.Transport;

/// <summary>A <c>meta.k8s.io/v1 Status</c>: how the API server words an error. Fields that were absent are empty.</summary>
internal sealed record ApiStatus(
    int Code, string Reason, string Message, string Kind, string Name, IReadOnlyList<string> CauseFields, int? RetryAfterSeconds)
{
    /// <summary>The reasons of the causes, such as <c>ResourceVersionTooLarge</c>.</summary>
    public IReadOnlyList<string> CauseReasons { get; private init; } = [];

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    /// <returns>null when this is no Status</returns>
    public static ApiStatus? TryParse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && Text(root, "kind") == "Status" ? Read(root) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a text that is no UTF-8
            return null;
        }
    }

    private static ApiStatus Read(JsonElement root)
    {
        var details = root.TryGetProperty("details", out var found) && found.ValueKind == JsonValueKind.Object ? found : default;
        return new ApiStatus(
            Number(root, "code") ?? 0, Text(root, "reason"), Text(root, "message"), Text(details, "kind"), Text(details, "name"),
            Causes(details, "field"), Number(details, "retryAfterSeconds"))
        { CauseReasons = Causes(details, "reason") };
    }

    private static string[] Causes(JsonElement details, string key) =>
        details.ValueKind == JsonValueKind.Object && details.TryGetProperty("causes", out var causes)
            && causes.ValueKind == JsonValueKind.Array
            ? [.. causes.EnumerateArray().Select(cause => Text(cause, key))]
            : [];

    private static string Text(JsonElement from, string key) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(key, out var value)
            && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "";

    private static int? Number(JsonElement from, string key) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(key, out var value)
            && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            ? number
            : null;
}
