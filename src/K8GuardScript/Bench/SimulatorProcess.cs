using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using K8GuardScript.Worker;

namespace K8GuardScript.Bench;

/// <summary>The simulated cluster in a process of its own, so that its memory is not the worker's.</summary>
internal sealed class SimulatorProcess : IDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private readonly Process process;
    private readonly HttpClient http;

    private SimulatorProcess(Process process, Uri address)
    {
        this.process = process;
        http = new HttpClient { BaseAddress = address };
    }

    /// <param name="options">which objects</param>
    /// <param name="kubeconfig">the file to write</param>
    /// <param name="cancel">stops waiting for it</param>
    /// <exception cref="StartException">it did not start; why stands on the standard error</exception>
    public static async Task<SimulatorProcess> StartAsync(BenchOptions options, string kubeconfig, CancellationToken cancel)
    {
        string[] arguments =
        [
            "simulator", "--objects", Text(options.Objects), "--crowd", Text(options.Crowd), "--seed", Text(options.Seed),
            "--port", "0", "--kubeconfig-out", kubeconfig,
        ];
        var process = Process.Start(OwnProgram.With(arguments)) ?? throw new StartException("the simulator can't be started");
        try
        {
            // such as `a simulated cluster answers at http://127.0.0.1:40001/`
            var line = await process.StandardOutput.ReadLineAsync(cancel).ConfigureAwait(false)
                ?? throw new StartException("the simulator did not start");
            return new SimulatorProcess(process, new Uri(line.Split(' ')[^1]));
        }
        catch
        {
            Stop(process);
            throw;
        }
    }

    public async Task<SimulatorState> StateAsync(CancellationToken cancel) =>
        await http.GetFromJsonAsync<SimulatorState>("/changes", cancel).ConfigureAwait(false) ?? throw new InvalidOperationException("no state came");

    /// <summary>Changes objects at a rate, until it is set anew.</summary>
    public async Task ChangeAsync(int perSecond, CancellationToken cancel)
    {
        using var answer = await http.PostAsJsonAsync("/changes", new { perSecond }, cancel).ConfigureAwait(false);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Makes so many changes at a rate; completes with the last one.</summary>
    public async Task ChangeAsync(int perSecond, int count, TimeProvider clock, CancellationToken cancel)
    {
        var end = (await StateAsync(cancel).ConfigureAwait(false)).Made + count;
        using var answer = await http.PostAsJsonAsync("/changes", new { perSecond, count }, cancel).ConfigureAwait(false);
        answer.EnsureSuccessStatusCode();
        while ((await StateAsync(cancel).ConfigureAwait(false)).Made < end) await Task.Delay(Poll, clock, cancel).ConfigureAwait(false);
    }

    /// <summary>The name of a pod.</summary>
    public async Task<string> FirstPodAsync(string ns, CancellationToken cancel)
    {
        var list = await http.GetFromJsonAsync<JsonElement>(new Uri($"/api/v1/namespaces/{ns}/pods?limit=1", UriKind.Relative), cancel).ConfigureAwait(false);
        return list.GetProperty("items")[0].GetProperty("metadata").GetProperty("name").GetString()!;
    }

    /// <summary>Writes one label of a pod.</summary>
    public async Task LabelPodAsync(string ns, string pod, string label, string value, CancellationToken cancel)
    {
        var patch = JsonSerializer.Serialize(new { metadata = new { labels = new Dictionary<string, string> { [label] = value } } });
        using var body = new StringContent(patch, Encoding.UTF8, "application/merge-patch+json");
        using var answer = await http.PatchAsync(new Uri($"/api/v1/namespaces/{ns}/pods/{pod}", UriKind.Relative), body, cancel).ConfigureAwait(false);
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose()
    {
        http.Dispose();
        Stop(process);
    }

    private static void Stop(Process process)
    {
        if (!process.HasExited) process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <param name="PerSecond">the rate of its changes</param>
/// <param name="Made">how many changes it made</param>
/// <param name="Stored">what it holds</param>
internal sealed record SimulatorState(double PerSecond, long Made, IReadOnlyList<StoredSize> Stored);

/// <param name="Group">the API group</param>
/// <param name="Kind">the kind</param>
/// <param name="Objects">how many</param>
/// <param name="Bytes">their JSON together</param>
internal sealed record StoredSize(string Group, string Kind, int Objects, long Bytes);
