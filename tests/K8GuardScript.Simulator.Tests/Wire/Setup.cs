using System.Text.Json.Nodes;

namespace K8GuardScript.Simulator.Tests.Wire;

/// <summary>
/// What a recording can't show: <c>given</c>, the objects from before it, and what others (controllers) did <c>before</c> a step or
/// <c>during</c> a watch. An entry is an object to put, <c>{"delete": ...}</c>, <c>{"compact": recorded version}</c>, or
/// <c>{"copies": [names], "of": object}</c>.
/// </summary>
internal sealed class Setup
{
    private readonly JsonObject file;

    private Setup(JsonObject file) => this.file = file;

    public IEnumerable<JsonObject> Given => Entries(this.file["given"]);

    /// <summary>The steps that the file speaks of.</summary>
    public IEnumerable<string> Steps => Keys("before").Concat(Keys("during"));

    public static Setup Of(string transcript)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Wire", "Setup", transcript + ".json");
        return new Setup(File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path))!.AsObject() : []);
    }

    public IEnumerable<JsonObject> Before(string step) => Entries(this.file["before"]?[step]);

    public IEnumerable<JsonObject> During(string step) => Entries(this.file["during"]?[step]);

    private IEnumerable<string> Keys(string part) => (this.file[part] as JsonObject ?? []).Select(pair => pair.Key);

    private static IEnumerable<JsonObject> Entries(JsonNode? list) => (list as JsonArray ?? []).Select(entry => entry!.AsObject());
}
