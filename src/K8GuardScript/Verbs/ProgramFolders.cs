using K8GuardScript.Worker;

namespace K8GuardScript.Verbs;

/// <summary>Finds what ships with the program: in a checkout the repository's own folders, else those beside the program.</summary>
internal static class ProgramFolders
{
    /// <summary>The shipped policies.</summary>
    public static string Policies => Find("policies");

    /// <summary>The demo's settings and cluster.</summary>
    public static string Samples => Find("samples");

    private static string Find(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "K8GuardScript.sln"))) return Path.Combine(folder.FullName, name);
        }

        var beside = Path.Combine(AppContext.BaseDirectory, name);
        return Directory.Exists(beside) ? beside : throw new StartException($"the program's own folder `{beside}` is missing: install k8guard again");
    }
}
