using System.Diagnostics;
using System.Globalization;

namespace K8GuardScript.EndToEnd.Tests;

/// <summary>A guard whose data folder is a file system of its own, which nobody else sees: small, full, read-only or gone as the test wants.</summary>
internal static class PrivateMount
{
    /// <summary>Skips the test where this machine gives no private mounts.</summary>
    public static async Task NeededAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "there are no private mounts here");
        var (code, why) = await RunAsync("unshare", "-rm", "--propagation", "private", "sh", "-c", "mount -t tmpfs none /mnt");
        Assert.SkipUnless(code == 0, $"this machine gives no private mounts: {why}");
    }

    /// <summary>What runs a program with such a folder; the program's own command line follows.</summary>
    /// <param name="folder">exists</param>
    /// <param name="size">such as <c>8m</c></param>
    /// <param name="first">a command of the shell after it was mounted</param>
    public static IReadOnlyList<string> Wrap(string folder, string size, string first = "true") =>
        ["unshare", "-rm", "--propagation", "private", "sh", "-c", $"mount -t tmpfs -o size={size} none '{folder}' && {first} && exec \"$@\"", "sh"];

    /// <summary>Such a folder as the guard sees it.</summary>
    public static string Seen(K8GuardProcess guard, string folder) =>
        string.Create(CultureInfo.InvariantCulture, $"/proc/{guard.Id}/root{folder}");

    /// <summary>Runs a command where the guard's mounts are.</summary>
    public static async Task WithinAsync(K8GuardProcess guard, params string[] command)
    {
        var (code, why) = await RunAsync(
            "nsenter", ["-t", guard.Id.ToString(CultureInfo.InvariantCulture), "-U", "--preserve-credentials", "-m", "--", .. command]);
        Assert.True(code == 0, why);
    }

    private static async Task<(int Code, string Errors)> RunAsync(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            var errors = await process.StandardError.ReadToEndAsync(Deadline.Token());
            await process.WaitForExitAsync(Deadline.Token());
            return (process.ExitCode, errors.Trim());
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return (-1, missing.Message);
        }
    }
}
