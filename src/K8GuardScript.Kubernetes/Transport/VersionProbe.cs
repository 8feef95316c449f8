using System.Text.Json;
using K8GuardScript.Kubernetes.Configuration;

namespace K8GuardScript.Kubernetes.Transport;

/// <summary>Asks for <c>/version</c>, the first thing that a client should do.</summary>
internal static class VersionProbe
{
    private const int LargestAnswer = 64 << 10;
    private const int LongestVersion = 100;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>Never throws for what the server or the network do: the outcome says it.</summary>
    public static async Task<VersionOutcome> VersionAsync(this ApiClient api, CancellationToken cancel)
    {
        try
        {
            using var answer = await api.OpenAsync(ApiCall.Get("version", "", "/version", Deadline), cancel);
            if (answer.Code != 200) return NotReached(api, Advice(await answer.ReadErrorAsync()));

            var version = GitVersionOf(await answer.ReadAllAsync(LargestAnswer));
            return version is null
                ? NotReached(api, "what answers there is no Kubernetes API server; correct the address")
                : new VersionOutcome(true, version, $"Kubernetes {PlainText.Of(version, LongestVersion)} at {api.Endpoint.Description}");
        }
        catch (CallFailedException e)
        {
            return NotReached(api, e.Message);
        }
    }

    private static VersionOutcome NotReached(ApiClient api, string why) =>
        new(false, "", $"can't use {api.Endpoint.Description}: {why}");

    private static string Advice(ApiError error) => error.Code switch
    {
        401 => "the server does not accept the credentials (401); are they expired, or for another cluster?",
        _ => error.Message,
    };

    private static string? GitVersionOf(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("gitVersion", out var version)
                && version.ValueKind == JsonValueKind.String
                ? version.GetString()
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a text that is no UTF-8
            return null;
        }
    }
}
