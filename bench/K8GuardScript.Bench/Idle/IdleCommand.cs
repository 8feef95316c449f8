using System.Globalization;
using K8GuardScript.Bench.Scripts;

namespace K8GuardScript.Bench.Idle;

/// <summary>
/// <c>idle [--seconds N] [--runs N] [--program FILE]</c>: what the published worker takes of memory with the shipped policies and a
/// cluster of one Deployment, some time after it started.
/// </summary>
internal static class IdleCommand
{
    private const int ShippedPolicies = 8;

    public static async Task<int> RunAsync(string[] args)
    {
        var rest = TimeSpan.FromSeconds(int.Parse(Option(args, "--seconds") ?? "60", CultureInfo.InvariantCulture));
        var runs = int.Parse(Option(args, "--runs") ?? "3", CultureInfo.InvariantCulture);
        using var place = PolicyFolder.Create(ShippedPolicies);
        var program = Option(args, "--program") ?? await PublishedProgram.MakeAsync(place.Root);
        using var cluster = await ClusterProcess.StartAsync(program, place.Root);

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"resident memory of the worker, {ShippedPolicies} policies, 1 Deployment, {rest.TotalSeconds:0} s after all were in force"));
        for (var run = 1; run <= runs; run++)
        {
            await using var guard = GuardProcess.Start(program, place.Root);
            await guard.ActiveAsync(ShippedPolicies);
            var first = guard.ResidentBytes;
            await Task.Delay(rest, TimeProvider.System);
            var how = run == 1 ? "empty cache" : "from the cache";
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"run {run} ({how}): {guard.ResidentBytes / 1e6:0.0} MB, at first {first / 1e6:0.0} MB"));
        }

        return 0;
    }

    private static string? Option(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at < 0 ? null : args[at + 1];
    }
}
