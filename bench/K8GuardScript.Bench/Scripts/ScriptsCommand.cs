using System.Globalization;

namespace K8GuardScript.Bench.Scripts;

/// <summary>
/// <c>scripts [--policies N] [--runs N] [--program FILE]</c>: how long the published program takes to get so many policies in force
/// with an empty cache and from a full one, and an edited policy, the first time and again.
/// </summary>
internal static class ScriptsCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        var policies = int.Parse(Option(args, "--policies") ?? "50", CultureInfo.InvariantCulture);
        var runs = int.Parse(Option(args, "--runs") ?? "5", CultureInfo.InvariantCulture);
        using var place = PolicyFolder.Create(policies);
        var program = Option(args, "--program") ?? await PublishedProgram.MakeAsync(place.Root);
        using var cluster = await ClusterProcess.StartAsync(program, place.Root);

        var cold = new List<TimeSpan>();
        var cached = new List<TimeSpan>();
        var first = new List<TimeSpan>();
        var next = new List<TimeSpan>();
        for (var run = 0; run <= runs; run++)
        {
            place.ForgetAll();
            await using (var guard = GuardProcess.Start(program, place.Root))
            {
                cold.Add(await guard.ActiveAsync(policies));
            }

            await using (var guard = GuardProcess.Start(program, place.Root))
            {
                cached.Add(await guard.ActiveAsync(policies));
                first.Add(await guard.EditAsync(place));
                next.Add(await guard.EditAsync(place));
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{policies} policies with their cases, ReadyToRun, median of {runs} runs after one to warm up"));
        Print("from the process's start to all in force, empty cache", cold);
        Print("the same from the cache", cached);
        Print("from the first save to the edited policy in force", first);
        Print("from the next save", next);
        return 0;
    }

    private static void Print(string what, List<TimeSpan> samples)
    {
        var sorted = samples[1..].Order().ToList();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what,-58} {sorted[sorted.Count / 2].TotalSeconds,6:0.00} s  (least {sorted[0].TotalSeconds:0.00}, most {sorted[^1].TotalSeconds:0.00})"));
    }

    private static string? Option(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at < 0 ? null : args[at + 1];
    }
}
