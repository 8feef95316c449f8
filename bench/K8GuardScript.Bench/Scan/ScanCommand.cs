using System.Diagnostics;
using System.Globalization;
using K8GuardScript.Bench.Scripts;

namespace K8GuardScript.Bench.Scan;

/// <summary>
/// <c>scan [--manifests N] [--policies N] [--runs N] [--program FILE]</c>: how long the published program takes to judge a folder of
/// YAML manifests, each in its own file, and twenty in a file.
/// </summary>
internal static class ScanCommand
{
    private const int SeveralPerFile = 20;

    public static async Task<int> RunAsync(string[] args)
    {
        var manifests = int.Parse(Option(args, "--manifests") ?? "10000", CultureInfo.InvariantCulture);
        var policies = int.Parse(Option(args, "--policies") ?? "10", CultureInfo.InvariantCulture);
        var runs = int.Parse(Option(args, "--runs") ?? "5", CultureInfo.InvariantCulture);
        using var place = PolicyFolder.Create(policies);
        var program = Option(args, "--program") ?? await PublishedProgram.MakeAsync(place.Root);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{manifests} manifests, {policies} policies, ReadyToRun, median of {runs} runs after one to warm up"));
        foreach (var perFile in (int[])[1, SeveralPerFile])
        {
            var folder = string.Create(CultureInfo.InvariantCulture, $"manifests-{perFile}");
            ManifestFolder.Write(Path.Combine(place.Root, folder), manifests, perFile);
            var times = new List<TimeSpan>();
            for (var run = 0; run <= runs; run++) times.Add(await ScanAsync(program, place.Root, folder));
            var seconds = times[1..].Select(time => time.TotalSeconds).Order().ToList();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{perFile,3} in each file {seconds[seconds.Count / 2],6:0.00} s  (least {seconds[0]:0.00}, most {seconds[^1]:0.00})"));
        }

        return 0;
    }

    private static async Task<TimeSpan> ScanAsync(string program, string root, string folder)
    {
        string[] arguments = ["scan", folder, "--policies", "policies", "--output", "json"];
        var started = TimeProvider.System.GetTimestamp();
        using var scan = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = scan.StandardError.ReadToEndAsync();
        await scan.StandardOutput.ReadToEndAsync();
        await scan.WaitForExitAsync();

        // 1: it found violations, as it should
        if (scan.ExitCode != 1) throw new InvalidOperationException($"the scan ended with {scan.ExitCode}: {await error}");
        return TimeProvider.System.GetElapsedTime(started);
    }

    private static string? Option(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at < 0 ? null : args[at + 1];
    }
}
