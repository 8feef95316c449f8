using System.ComponentModel;
using System.Diagnostics;

namespace K8GuardScript.Tests.Repository;

/// <summary>The checkout in which the tests run.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find();

    public static string Read(string file) => File.ReadAllText(System.IO.Path.Combine(Path, file));

    /// <summary>Files that Git knows or would take, relative to the root; a file that is deleted but not committed is left out.</summary>
    public static IReadOnlyList<string> TrackedFiles()
    {
        var start = new ProcessStartInfo("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = Path,
            RedirectStandardOutput = true,
        };
        using var git = new Process { StartInfo = start };
        try
        {
            git.Start();
        }
        catch (Win32Exception)
        {
            Assert.Skip("git is not installed");
        }

        var files = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        Assert.SkipUnless(git.ExitCode == 0, "this is no Git checkout");
        return [.. files.Distinct().Where(file => File.Exists(System.IO.Path.Combine(Path, file))).Order(StringComparer.Ordinal)];
    }

    /// <summary>The C# files that people write: below src, tests, bench and tools, without folders named Generated.</summary>
    public static IReadOnlyList<string> SourceFiles() =>
    [
        .. TrackedFiles().Where(file => file.EndsWith(".cs", StringComparison.Ordinal)
            && file.Split('/') is ["src" or "tests" or "bench" or "tools", ..] parts
            && !parts.Contains("Generated")),
    ];

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "K8GuardScript.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException($"no folder above {AppContext.BaseDirectory} holds K8GuardScript.sln");
    }
}
