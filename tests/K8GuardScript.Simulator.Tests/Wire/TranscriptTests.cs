using System.Text.Json.Nodes;

namespace K8GuardScript.Simulator.Tests.Wire;

public sealed class TranscriptTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Wire", "Transcripts");

    public static TheoryData<string> All =>
        [.. Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order()];

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_simulator_answers_as_the_recorded_server(string name)
    {
        await using var api = await ApiCaller.StartAsync();
        var transcript = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, name + ".json")))!.AsObject();

        var differences = await new TranscriptReplay(api).RunAsync(transcript);

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }
}
