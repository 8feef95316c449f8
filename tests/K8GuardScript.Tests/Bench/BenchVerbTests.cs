using System.Diagnostics;
using System.Text.Json.Nodes;
using K8GuardScript.Bench;

namespace K8GuardScript.Tests.Bench;

public sealed class BenchVerbTests
{
    [Fact]
    public async Task A_small_run_tells_figures_that_can_be_true()
    {
        var figures = await RunAsync("--objects", "500", "--policies", "5", "--seconds", "1", "--events", "50", "--replacements", "100", "--rest", "0");

        Assert.Equal(5, (int)figures["policies"]!);
        Assert.InRange((int)figures["objects"]!, 300, 504);
        Assert.Equal((int)figures["objects"]!, (int)figures["sync"]!["objects"]!);
        Assert.Equal((long)figures["objects"]! * 5, (long)figures["sweep"]!["pairs"]!);
        Assert.InRange((long)figures["sweep"]!["ruleRuns"]!, 100, (long)figures["sweep"]!["pairs"]!);
        Assert.Equal(3, figures["edits"]!.AsArray().Count);
        Assert.All(figures["edits"]!.AsArray(), edit => Assert.True((double)edit!["current"]! >= (double)edit["active"]!));
        Assert.InRange((double)figures["ledger"]!["share"]!, 0.02, 0.3);
        Assert.InRange((int)figures["ledger"]!["violations"]!, 10, 300);
        foreach (var memory in (string[])["started", "synced", "rested"])
            Assert.InRange((double)figures["memory"]![memory]!["residentMegabytes"]!, (double)figures["memory"]![memory]!["heapMegabytes"]!, 2_000);
        Assert.Equal(100, (int)figures["memory"]!["replacements"]!);
        AssertPositive(figures, "policiesInForce", "firstVerdicts");
        AssertPositive(figures["sync"]!, "seconds", "megabytes", "megabytesPerSecond");
        AssertPositive(figures["sweep"]!, "seconds", "pairsPerSecond", "ruleRunsPerSecond");
        AssertPositive(figures["ledger"]!, "megabytes");
        AssertEvents(figures["events"]!);
    }

    private static void AssertEvents(JsonNode events)
    {
        Assert.Equal((50, 1), ((int)events["perSecond"]!, (int)events["seconds"]!));
        Assert.True((int)events["made"]! > 0);
        var stored = events["verdictStored"]!;
        double[] spread = [.. ((string[])["p50", "p90", "p99", "max"]).Select(name => (double)stored[name]!)];
        Assert.Equal(spread.Order(), spread);
        Assert.True((int)stored["count"]! > 0 && spread[0] >= 0);
    }

    private static void AssertPositive(JsonNode node, params string[] names) => Assert.All(names, name => Assert.True((double)node[name]! > 0, name));

    private static async Task<JsonNode> RunAsync(params string[] options)
    {
        using var process = Process.Start(OwnProgram.With(["bench", .. options, "--output", "json"]))!;
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        return JsonNode.Parse(said)!;
    }
}
