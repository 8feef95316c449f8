using System.Diagnostics;
using System.Text.Json.Nodes;

namespace K8GuardScript.Bench.Scripts;

/// <summary>The worker, asked every few milliseconds how its policies fare.</summary>
internal sealed class GuardProcess : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(3);
    private static readonly TimeSpan MostPatience = TimeSpan.FromMinutes(1);

    private readonly Process process;
    private readonly long started = TimeProvider.System.GetTimestamp();
    private readonly TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HttpClient http = new();

    private GuardProcess(Process process) => this.process = process;

    public static GuardProcess Start(string program, string folder)
    {
        string[] arguments = ["run", "--kubeconfig", ClusterProcess.Kubeconfig, "--policies", "policies", "--data", "data", "--listen", "127.0.0.1:0"];
        var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        var guard = new GuardProcess(process);
        process.OutputDataReceived += (_, line) => guard.Printed(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return guard;
    }

    /// <summary>What the process takes of the machine's memory now.</summary>
    public long ResidentBytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>From the start of the process until so many policies are in force.</summary>
    public async Task<TimeSpan> ActiveAsync(int policies)
    {
        await UntilAsync(items => items.Count(IsActive) == policies);
        return TimeProvider.System.GetElapsedTime(started);
    }

    /// <summary>From an edit until that version is in force.</summary>
    public async Task<TimeSpan> EditAsync(PolicyFolder folder)
    {
        var saved = TimeProvider.System.GetTimestamp();
        var id = folder.Edit();
        var reason = "";
        foreach (var line in await File.ReadAllLinesAsync(Path.Combine(folder.Root, "policies", $"{id}.csx")))
        {
            if (line.Contains(".Why(\"", StringComparison.Ordinal)) reason = line.Split('"')[1];
        }

        await UntilAsync(items => items.Any(item => IsActive(item) && (string?)item!["id"] == id && (string?)item["why"] == reason));
        return TimeProvider.System.GetElapsedTime(saved);
    }

    public async ValueTask DisposeAsync()
    {
        using (var term = Process.Start("kill", [process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])) await term.WaitForExitAsync();
        await process.WaitForExitAsync();
        process.Dispose();
        http.Dispose();
    }

    private static bool IsActive(JsonNode? policy) => (string?)policy!["state"] == "active";

    private async Task UntilAsync(Func<JsonArray, bool> holds)
    {
        using var patience = new CancellationTokenSource(MostPatience);
        var policies = new Uri(await address.Task.WaitAsync(patience.Token), "/api/v1/policies?limit=500");
        while (!holds(JsonNode.Parse(await http.GetStringAsync(policies, patience.Token))!["items"]!.AsArray()))
            await Task.Delay(Pause, TimeProvider.System, patience.Token);
    }

    private void Printed(string? line)
    {
        const string Marker = "serving ";
        var at = line?.IndexOf(Marker, StringComparison.Ordinal) ?? -1;
        if (at >= 0) address.TrySetResult(new Uri(line![(at + Marker.Length)..].Split(' ')[0]));
    }
}
