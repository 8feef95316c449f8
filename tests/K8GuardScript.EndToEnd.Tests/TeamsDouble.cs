using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace K8GuardScript.EndToEnd.Tests;

/// <summary>A local listener in the place of a Microsoft Teams workflow, which answers as it is told.</summary>
internal sealed class TeamsDouble : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<JsonNode> messages = new();

    private TeamsDouble(WebApplication app) => this.app = app;

    /// <summary>The status code of the next answers.</summary>
    public int Answer { get; set; } = StatusCodes.Status202Accepted;

    /// <summary>Every message that came, whatever the answer was.</summary>
    public IReadOnlyList<JsonNode> Messages => [.. messages];

    /// <summary>Every text in every card.</summary>
    public string Texts => string.Join('\n', Messages.SelectMany(Blocks));

    public Uri Url => new($"{app.Urls.First()}/workflows/secret-path?sig=secret-signature");

    public static async Task<TeamsDouble> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var teams = new TeamsDouble(app);
        app.MapPost("/workflows/{path}", (JsonNode message) =>
        {
            teams.messages.Enqueue(message);
            return Results.StatusCode(teams.Answer);
        });
        await app.StartAsync(Deadline.Token());
        return teams;
    }

    /// <summary>Writes the file that a channel's <c>urlFile</c> names.</summary>
    public async Task<string> WriteUrlFileAsync(string folder)
    {
        var file = Path.Combine(folder, "teams-url");
        await File.WriteAllTextAsync(file, Url.ToString());
        return file;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private static IEnumerable<string> Blocks(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(pair => pair is { Key: "text", Value: JsonValue text } ? [text.GetValue<string>()] : Blocks(pair.Value)),
        JsonArray list => list.SelectMany(Blocks),
        _ => [],
    };
}
