using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace K8GuardScript.Bench;

/// <summary>Runs the bench in several sizes, each in a process of its own, as memory is never given back in full.</summary>
internal static class GrowthRun
{
    private static readonly (int Objects, int Policies)[] Sizes = [(1_000, 50), (10_000, 5), (10_000, 50), (10_000, 200), (100_000, 50)];
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web);

    public static async Task<Growth> MeasureAsync(int seed, CancellationToken cancel)
    {
        List<BenchResult> runs = [];
        foreach (var (objects, policies) in Sizes)
        {
            await Console.Error.WriteLineAsync($"{Text(objects)} objects, {Text(policies)} policies ...").ConfigureAwait(false);
            runs.Add(await RunAsync(objects, policies, seed, cancel).ConfigureAwait(false));
        }

        return new Growth(runs);
    }

    private static async Task<BenchResult> RunAsync(int objects, int policies, int seed, CancellationToken cancel)
    {
        string[] arguments =
        [
            "bench", "--objects", Text(objects), "--policies", Text(policies), "--seed", Text(seed), "--seconds", "0", "--output", "json",
        ];
        using var process = Process.Start(OwnProgram.With(arguments))!;
        try
        {
            var said = await process.StandardOutput.ReadToEndAsync(cancel).ConfigureAwait(false);
            await process.WaitForExitAsync(cancel).ConfigureAwait(false);
            return JsonSerializer.Deserialize<BenchResult>(said, Form) ?? throw new InvalidOperationException("a run told nothing");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
