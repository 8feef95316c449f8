using System.Text.Json.Nodes;

namespace K8GuardScript.Simulator.Tests;

/// <summary>Reads a watch line by line.</summary>
internal sealed class WatchReader(HttpResponseMessage response) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly StreamReader reader = new(response.Content.ReadAsStream());

    public int Status => (int)response.StatusCode;

    /// <summary>The next event, or null at the clean end of the stream. Fails where nothing comes.</summary>
    public async Task<JsonObject?> NextAsync()
    {
        var line = await reader.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);
        return line is null ? null : JsonNode.Parse(line)!.AsObject();
    }

    /// <summary>The next event as <c>TYPE name</c>, or <c>end</c>.</summary>
    public async Task<string> NextTitleAsync() =>
        await NextAsync() is { } seen ? $"{seen["type"]} {seen["object"]!["metadata"]!["name"]}".Trim() : "end";

    public void Dispose()
    {
        reader.Dispose();
        response.Dispose();
    }
}
