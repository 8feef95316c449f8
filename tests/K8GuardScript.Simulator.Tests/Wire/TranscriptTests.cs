namespace K8GuardScript.Simulator.Tests.Wire;

public sealed class TranscriptTests
{
    public static TheoryData<string> All => [.. Transcript.Names];

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_simulator_answers_as_the_recorded_server(string name)
    {
        var excused = new NotSimulated();
        var transcript = Transcript.Read(name);
        await using var replay = await TranscriptReplay.StartAsync(transcript);

        var differences = await replay.RunAsync();

        var wrong = new List<string>();
        foreach (var exchange in transcript.Exchanges)
        {
            var found = differences.GetValueOrDefault(exchange.Step) ?? [];
            if (!excused.Has(name, exchange.Step)) wrong.AddRange(found.Select(difference => $"{exchange.Step}: {difference}"));
            else if (found.Count == 0) wrong.Add($"{exchange.Step}: is as recorded, so not-simulated.yaml need not name it");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }
}
