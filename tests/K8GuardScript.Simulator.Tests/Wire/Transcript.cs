using System.Text.Json.Nodes;

namespace K8GuardScript.Simulator.Tests.Wire;

/// <summary>A recorded conversation with a real server; the form is told in the transcripts' README.</summary>
internal sealed record Transcript(string Name, IReadOnlyList<Exchange> Exchanges)
{
    public static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Transcripts");

    public static IReadOnlyList<string> Names =>
        [.. Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    /// <summary>With what the recorder changed put back.</summary>
    public static Transcript Read(string name)
    {
        var transcript = ReadAsRecorded(name);
        var corrections = new Corrections();
        foreach (var exchange in transcript.Exchanges) corrections.Apply(name, exchange.Step, exchange.Response);
        return transcript;
    }

    public static Transcript ReadAsRecorded(string name)
    {
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name + ".json")))!;
        var steps = new Dictionary<string, int>(StringComparer.Ordinal);
        var exchanges = new List<Exchange>();
        foreach (var entry in file["exchanges"]!.AsArray())
        {
            var step = entry!["step"]!.GetValue<string>();
            var times = steps[step] = steps.GetValueOrDefault(step) + 1;
            exchanges.Add(new Exchange(times == 1 ? step : $"{step} ({times})", entry["request"]!.AsObject(), entry["response"]!.AsObject()));
        }

        return new Transcript(name, exchanges);
    }
}
