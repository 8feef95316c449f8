using System.Diagnostics;
using System.Globalization;

namespace K8GuardScript.EndToEnd.Tests;

/// <summary>Lets the system itself answer a running guard with errors, as a failing disk makes it: until this is disposed.</summary>
internal sealed class FaultySystemCalls : IAsyncDisposable
{
    private readonly Process strace;

    // what it says of threads that come and go must be taken from it
    private readonly Task<string> said;

    private FaultySystemCalls(Process strace, Task<string> said) => (this.strace, this.said) = (strace, said);

    /// <summary>Skips the test where this machine lets nobody do that.</summary>
    public static async Task NeededAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the system's calls can't be made to fail here");
        try
        {
            using var probe = Process.Start(new ProcessStartInfo("strace", ["-f", "-e", "trace=none", "true"]) { RedirectStandardError = true })!;
            var errors = await probe.StandardError.ReadToEndAsync(Deadline.Token());
            await probe.WaitForExitAsync(Deadline.Token());
            Assert.SkipUnless(probe.ExitCode == 0, $"processes can't be traced here: {errors}");
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            Assert.Skip($"there is no `strace`: {missing.Message}");
        }
    }

    /// <param name="guard">runs</param>
    /// <param name="calls">which, such as <c>pwrite64</c></param>
    /// <param name="error">such as <c>EIO</c></param>
    /// <param name="when">which of them, such as <c>3+</c>; each thread counts its own</param>
    public static async Task<FaultySystemCalls> StartAsync(K8GuardProcess guard, string calls, string error, string when = "1+")
    {
        var start = new ProcessStartInfo(
            "strace",
            [
                "-f", "-o", "/dev/null", "-p", guard.Id.ToString(CultureInfo.InvariantCulture), "-e", $"trace={calls}",
                "-e", $"inject={calls}:error={error}:when={when}",
            ])
        {
            RedirectStandardError = true,
        };
        var strace = Process.Start(start)!;

        // it says so once it has every thread
        Assert.Contains("attached", await strace.StandardError.ReadLineAsync(Deadline.Token()) ?? "", StringComparison.Ordinal);
        return new FaultySystemCalls(strace, strace.StandardError.ReadToEndAsync(CancellationToken.None));
    }

    /// <summary>All goes on as before.</summary>
    public async ValueTask DisposeAsync()
    {
        using (var kill = Process.Start("kill", ["-INT", strace.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync(Deadline.Token());
        await said;
        await strace.WaitForExitAsync(Deadline.Token());
        strace.Dispose();
    }
}
