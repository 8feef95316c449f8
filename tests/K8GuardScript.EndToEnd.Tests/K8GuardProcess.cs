using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace K8GuardScript.EndToEnd.Tests;

/// <summary>The real program as a process, standing in a folder that has nothing to do with the repository.</summary>
internal sealed partial class K8GuardProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();
    private readonly ConcurrentQueue<string> errors = new();
    private readonly TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private K8GuardProcess(Process process) => this.process = process;

    public int Id => process.Id;

    public bool IsRunning => !process.HasExited;

    /// <summary>Everything that it printed so far.</summary>
    public string Output => string.Join('\n', output);

    /// <summary>Everything that it complained of so far.</summary>
    public string Errors => string.Join('\n', errors);

    public static K8GuardProcess Start(string folder, params string[] arguments) => Start(folder, "k8guard.dll", new Dictionary<string, string>(), arguments);

    public static K8GuardProcess Start(string folder, string program, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        Start([], folder, program, environment, arguments);

    /// <param name="wrapper">a command that becomes the one that follows it; empty for none</param>
    /// <param name="folder">where it stands</param>
    /// <param name="program">the program's own file, or that of a host that composes it otherwise</param>
    /// <param name="environment">variables beside the usual ones</param>
    /// <param name="arguments">the command line</param>
    public static K8GuardProcess Start(
        IReadOnlyList<string> wrapper, string folder, string program, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(wrapper.Count == 0 ? "dotnet" : wrapper[0])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var part in wrapper.Skip(1)) start.ArgumentList.Add(part);
        if (wrapper.Count > 0) start.ArgumentList.Add("dotnet");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, program));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment.Remove("KUBECONFIG");
        start.Environment["HOME"] = folder;
        foreach (var (name, value) in environment) start.Environment[name] = value;

        var guard = new K8GuardProcess(new Process { StartInfo = start });
        guard.process.OutputDataReceived += (_, line) => guard.Printed(line.Data);
        guard.process.ErrorDataReceived += (_, line) => guard.errors.Enqueue(line.Data ?? "");
        guard.process.Start();
        guard.process.BeginOutputReadLine();
        guard.process.BeginErrorReadLine();
        return guard;
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string folder, params string[] arguments)
    {
        await using var guard = Start(folder, arguments);
        var code = await guard.ExitCodeAsync();
        return (code, guard.Output.Trim(), guard.Errors.Trim());
    }

    /// <summary>A client of its HTTP API, once it has told where that listens.</summary>
    public async Task<GuardClient> ClientAsync()
    {
        var first = await Task.WhenAny(address.Task, process.WaitForExitAsync(Deadline.Token()));
        if (first != address.Task) Assert.Fail($"the program did not get to serve:\n{Output}\n{Errors}");
        return new GuardClient(await address.Task);
    }

    /// <summary>Waits until it has printed these words.</summary>
    public async Task PrintedAsync(string words)
    {
        var deadline = Deadline.Token();
        while (!Output.Contains(words, StringComparison.Ordinal))
        {
            if (process.HasExited) Assert.Fail($"the program ended before it printed `{words}`:\n{Output}\n{Errors}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, deadline);
        }
    }

    public async Task<int> ExitCodeAsync()
    {
        await process.WaitForExitAsync(Deadline.Token());
        process.WaitForExit(); // also drains what it printed
        return process.ExitCode;
    }

    /// <summary>SIGKILL: it gets no chance to do anything.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await ExitCodeAsync();
    }

    /// <summary>SIGTERM, as a kubelet sends it.</summary>
    public async Task<int> StopAsync()
    {
        await SignalAsync("TERM");
        return await ExitCodeAsync();
    }

    /// <summary>Sends it a signal, such as <c>STOP</c> and <c>CONT</c>.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(Deadline.Token());
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await KillAsync();
        process.Dispose();
    }

    private void Printed(string? line)
    {
        if (line is null) return;
        output.Enqueue(line);
        if (Address().Match(line) is { Success: true } match) address.TrySetResult(new Uri(match.Value));
    }

    // the demo: `... shows it at URL`; run: `serving URL with ...`
    [GeneratedRegex(@"(?<=shows it at |serving )http://\S+")]
    private static partial Regex Address();
}
