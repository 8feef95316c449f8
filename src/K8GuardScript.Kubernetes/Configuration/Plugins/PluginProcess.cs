using System.ComponentModel;
using System.Diagnostics;

namespace K8GuardScript.Kubernetes.Configuration.Plugins;

/// <summary>Runs a plugin once: without a shell, without input, within limits of time and size.</summary>
internal sealed class PluginProcess(ExecPlugin plugin, TimeProvider time)
{
    /// <summary>How long a run may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private const int LargestReply = 1 << 20;
    private const int LargestComplaint = 8 << 10;
    private const int LongestHint = 500;

    /// <summary>How long what a plugin left running may hold its output open once it has ended itself.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <exception cref="CredentialException">it is missing, could not be started, took too long or said too much</exception>
    /// <exception cref="OperationCanceledException">the caller gave up; it was killed</exception>
    public async Task<PluginRun> RunAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        using var process = Start();
        using var limit = new CancellationTokenSource(Limit, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(end.Token);
        var reply = new BoundedOutput(process.StandardOutput.BaseStream, LargestReply);
        var complaint = new BoundedOutput(process.StandardError.BaseStream, LargestComplaint);
        var reading = Task.WhenAll(reply.DrainAsync(done.Token), complaint.DrainAsync(done.Token));
        try
        {
            process.StandardInput.Close();
            await await Task.WhenAny(process.WaitForExitAsync(end.Token), reply.Overflow);
            if (!reply.Overflow.IsCompleted) await Task.WhenAny(reading, Task.Delay(Grace, time, end.Token));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new CredentialException(
                $"credential plugin `{plugin.Command}` did not end within {(int)Limit.TotalSeconds} s and was killed; " +
                "does it wait for a person?");
        }
        finally
        {
            Kill(process);
            await done.CancelAsync();
            await reading;
        }

        if (reply.Overflow.IsCompleted)
            throw new CredentialException($"credential plugin `{plugin.Command}` printed more than {LargestReply} bytes and was killed");
        return new PluginRun(process.ExitCode, reply.Content(), complaint.Content());
    }

    private static void Kill(Process process)
    {
        try
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // it ended just now, or a part of its tree can't be killed by us; nothing waits for it any more
        }
    }

    private Process Start()
    {
        var file = plugin.File ?? CommandPath.Find(plugin.Command, Environment.GetEnvironmentVariable("PATH"));
        if (file is null || !File.Exists(file))
        {
            var hint = PlainText.Of(plugin.InstallHint, LongestHint);
            var where = plugin.File is null ? "along PATH" : $"at `{plugin.File}`";
            throw new CredentialException(
                $"credential plugin `{plugin.Command}` is not found {where}{(hint.Length > 0 ? $"; {hint}" : "; install it")}");
        }

        try
        {
            return Process.Start(StartInfo(file)) ?? throw new CredentialException($"credential plugin `{file}` did not start");
        }
        catch (Exception e) when (e is Win32Exception or IOException or UnauthorizedAccessException)
        {
            throw new CredentialException($"credential plugin `{file}` can't be started: {e.Message}");
        }
    }

    private ProcessStartInfo StartInfo(string file)
    {
        var start = new ProcessStartInfo(file)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in plugin.Arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in plugin.Environment) start.Environment[name] = value;
        start.Environment["KUBERNETES_EXEC_INFO"] = plugin.Info();
        return start;
    }
}
