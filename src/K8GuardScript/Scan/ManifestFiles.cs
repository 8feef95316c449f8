using K8GuardScript.Scripts;
using K8GuardScript.Verbs;
using K8GuardScript.Worker;

namespace K8GuardScript.Scan;

/// <summary>Finds the files that a user means by a path.</summary>
internal static class ManifestFiles
{
    /// <summary>What stands for the standard input.</summary>
    public const string StandardInput = "-";

    private static readonly string[] Endings = [".yaml", ".yml", ".json"];

    private static readonly EnumerationOptions Plain = new()
    {
        AttributesToSkip = FileAttributes.System,
        IgnoreInaccessible = false,
        RecurseSubdirectories = false,
    };

    /// <param name="paths">files, folders, <c>-</c></param>
    /// <param name="problems">takes folders that can't be read, or hold nothing to read</param>
    /// <exception cref="StartException">a path is not there</exception>
    public static IReadOnlyList<ManifestFile> Find(IReadOnlyList<string> paths, ICollection<PlacedProblem> problems)
    {
        var files = new Dictionary<string, ManifestFile>(StringComparer.Ordinal);
        foreach (var typed in paths)
        {
            if (typed == StandardInput)
            {
                files.TryAdd(typed, new ManifestFile(typed, "<stdin>", IsNamed: true));
                continue;
            }

            var full = UserPath.Absolute(typed, "PATH");
            if (Directory.Exists(full)) AddFolder(full, files, problems);
            else if (File.Exists(full)) files[full] = new ManifestFile(full, ShownPath.Of(full), IsNamed: true);
            else throw new StartException($"`{typed}` does not exist: name files or folders with manifests, or `-` for the standard input");
        }

        return [.. files.Values];
    }

    private static void AddFolder(string folder, Dictionary<string, ManifestFile> files, ICollection<PlacedProblem> problems)
    {
        var found = 0;
        var folders = new Stack<string>([folder]);
        while (folders.TryPop(out var next))
        {
            try
            {
                var entries = new DirectoryInfo(next).EnumerateFileSystemInfos("*", Plain).Where(entry => !entry.Name.StartsWith('.'))
                    .OrderBy(entry => entry.Name, StringComparer.Ordinal).ToList();
                foreach (var file in entries.OfType<FileInfo>().Where(IsManifest))
                {
                    found++;
                    files.TryAdd(file.FullName, new ManifestFile(file.FullName, ShownPath.Of(file.FullName), IsNamed: false));
                }

                // a link to a folder may lead back up
                foreach (var below in entries.OfType<DirectoryInfo>().Where(below => below.LinkTarget is null).Reverse())
                    folders.Push(below.FullName);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                problems.Add(Problem(next, $"the folder can't be read: {failure.Message}"));
            }
        }

        if (found == 0) problems.Add(Problem(folder, "the folder holds no file that ends in .yaml, .yml or .json"));
    }

    private static bool IsManifest(FileInfo file) => Endings.Contains(file.Extension, StringComparer.OrdinalIgnoreCase);

    private static PlacedProblem Problem(string path, string message) =>
        new(ShownPath.Of(path), 1, 1, true, PlacedProblem.Unreadable, message);
}

/// <param name="Path">absolute, or <c>-</c></param>
/// <param name="Shown">as the user sees it</param>
/// <param name="IsNamed">whether the user named this very file, so that it must hold something</param>
internal sealed record ManifestFile(string Path, string Shown, bool IsNamed);
