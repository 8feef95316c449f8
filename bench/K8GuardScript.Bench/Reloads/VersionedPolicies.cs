using System.Globalization;
using Folder = K8GuardScript.Bench.Scripts.PolicyFolder;

namespace K8GuardScript.Bench.Reloads;

/// <summary>A folder whose policies are all saved at once, each time in another of a few versions.</summary>
internal sealed class VersionedPolicies : IDisposable
{
    private const int Versions = 3;
    private readonly Folder folder;
    private readonly List<(string File, string[] Lines, int Reason)> scripts;

    public VersionedPolicies(int count)
    {
        folder = Folder.Create(count);
        scripts = [.. Directory.EnumerateFiles(Path, "*.csx").Select(file => (file, File.ReadAllLines(file))).Select(script =>
            (script.file, script.Item2, Array.FindIndex(script.Item2, line => line.Contains(".Why(", StringComparison.Ordinal))))];
    }

    /// <summary>Absolute.</summary>
    public string Path => System.IO.Path.Combine(folder.Root, "policies");

    /// <summary>Absolute; for what the worker keeps.</summary>
    public string Data => System.IO.Path.Combine(folder.Root, "data");

    /// <summary>Saves all of them.</summary>
    /// <param name="round">rounds next to each other have different versions</param>
    public void Save(int round)
    {
        foreach (var (file, lines, reason) in scripts)
        {
            lines[reason] = $"    .Why(\"version {(round % Versions).ToString(CultureInfo.InvariantCulture)}\")";
            File.WriteAllLines(file, lines);
        }
    }

    public void Dispose() => folder.Dispose();
}
