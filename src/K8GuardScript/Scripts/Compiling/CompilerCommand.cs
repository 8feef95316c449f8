using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace K8GuardScript.Scripts.Compiling;

/// <summary>How this program starts itself as a compiler.</summary>
/// <param name="Program">what to start</param>
/// <param name="Arguments">what to hand over</param>
internal sealed record CompilerCommand(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>The hidden verb.</summary>
    public const string Verb = "compile";

    private const long HeapBytes = 384 << 20;

    // what the runtime needs to be found and to unpack itself; a script could read all the rest, secrets among it
    private static readonly string[] Kept =
        ["DOTNET_ROOT", "DOTNET_ROOT_X64", "DOTNET_ROOT_ARM64", "DOTNET_BUNDLE_EXTRACT_BASE_DIR", "LD_LIBRARY_PATH", "TMPDIR", "SystemRoot", "TEMP"];

    /// <summary>Finds it by path: the program's own file, or the <c>dotnet</c> that runs its assembly.</summary>
    public static CompilerCommand OfThisProgram()
    {
        // a published single file has no assembly of its own on disk
        var assembly = Path.Combine(AppContext.BaseDirectory, "k8guard.dll");
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "k8guard" || !File.Exists(assembly))
            return new CompilerCommand(Environment.ProcessPath!, [Verb]);

        var isHost = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
        return new CompilerCommand(isHost ? Environment.ProcessPath! : SharedHost(), [assembly, Verb]);
    }

    /// <summary>The process to start: all of its channels are pipes, and its environment is nearly empty.</summary>
    /// <param name="folder">where it stands; should be empty</param>
    public ProcessStartInfo StartInfo(string folder)
    {
        var start = new ProcessStartInfo(Program, Arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var name in Kept)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value) start.Environment[name] = value;
        }

        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_GCHeapHardLimit"] = HeapBytes.ToString("X", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_TieredPGO"] = "0";
        return start;
    }

    // dotnet/shared/Microsoft.NETCore.App/10.0.0/
    private static string SharedHost() => Path.GetFullPath(Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
}
