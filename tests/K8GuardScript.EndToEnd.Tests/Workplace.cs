namespace K8GuardScript.EndToEnd.Tests;

/// <summary>A folder for one test, with a copy of the shipped policies where it wants to change them.</summary>
internal sealed class Workplace : IDisposable
{
    /// <summary>Absolute, and outside the repository.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("k8guard-test-").FullName;

    /// <summary>The root of the repository.</summary>
    public static string Repository { get; } = FindRepository();

    public string PathOf(string name) => Path.Combine(Folder, name);

    public string Write(string name, string text)
    {
        var file = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }

    /// <summary>A copy of the shipped scripts, without their settings.</summary>
    public string CopyPolicies()
    {
        var copy = PathOf("policies");
        Directory.CreateDirectory(copy);
        foreach (var script in Directory.EnumerateFiles(Path.Combine(Repository, "policies"), "*.csx"))
            File.Copy(script, Path.Combine(copy, Path.GetFileName(script)));
        return copy;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "K8GuardScript.sln"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException("the repository's root was not found above the tests");
    }
}
