using System.Diagnostics;
using System.Runtime.InteropServices;

namespace K8GuardScript.Bench.Scripts;

/// <summary>The program as it is shipped: Release, compiled ahead of time (ReadyToRun).</summary>
internal static class PublishedProgram
{
    /// <param name="folder">where a folder for it is made</param>
    /// <returns>the executable</returns>
    public static async Task<string> MakeAsync(string folder)
    {
        var output = Path.Combine(folder, "program");
        string[] arguments =
        [
            "publish", Path.GetFullPath(Path.Combine(Shipped.Folder, "..", "src", "K8GuardScript")),
            "--configuration", "Release", $"-p:ShipFor={RuntimeInformation.RuntimeIdentifier}", "--output", output,
        ];
        using var publish = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var said = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        if (publish.ExitCode != 0) throw new InvalidOperationException($"publishing failed:\n{said}");
        return Path.Combine(output, "k8guard");
    }
}
