using System.Collections.Concurrent;
using System.Diagnostics;

namespace K8GuardScript.EndToEnd.Tests;

/// <summary>Debian's or anybody's kubectl, with a kubeconfig and a home of the test's own.</summary>
internal sealed class Kubectl(Workplace place, string kubeconfig)
{
    /// <summary>Skips the test where there is none.</summary>
    public static void OrSkip()
    {
        var isThere = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, "kubectl")));
        if (!isThere) Assert.Skip("there is no kubectl on the path");
    }

    /// <summary>Runs it to its end, which must be a success; what it printed.</summary>
    public async Task<string> RunAsync(params string[] arguments)
    {
        var (code, output, errors) = await TryAsync(arguments);
        Assert.True(code == 0, $"kubectl {string.Join(' ', arguments)} ended with {code}:\n{output}\n{errors}");
        return output;
    }

    /// <summary>Runs it to its end, whatever that is.</summary>
    public async Task<(int Code, string Output, string Errors)> TryAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync(Deadline.Token());
        var errors = process.StandardError.ReadToEndAsync(Deadline.Token());
        await process.WaitForExitAsync(Deadline.Token());
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>Runs it until it has printed a line for each of these words, in this order, and then kills it.</summary>
    /// <param name="begun">called once the first line was printed, to make the others come</param>
    /// <param name="words">one must be in each next line that counts</param>
    /// <param name="arguments">of kubectl</param>
    public async Task FollowAsync(Func<Task> begun, string[] words, params string[] arguments)
    {
        using var process = Start(arguments);
        var seen = new ConcurrentQueue<string>();
        try
        {
            var awaited = 0;
            var deadline = Deadline.Token();
            while (awaited < words.Length)
            {
                var line = await process.StandardOutput.ReadLineAsync(deadline);
                Assert.True(line is not null, $"kubectl {string.Join(' ', arguments)} ended after:\n{string.Join('\n', seen)}");
                seen.Enqueue(line);
                if (!line.Contains(words[awaited], StringComparison.Ordinal)) continue;
                if (awaited++ == 0) await begun();
            }
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(Deadline.Token());
        }
    }

    private Process Start(string[] arguments)
    {
        var start = new ProcessStartInfo("kubectl")
        {
            WorkingDirectory = place.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["KUBECONFIG"] = kubeconfig;
        start.Environment["HOME"] = place.Folder;
        return Process.Start(start)!;
    }
}
