namespace K8GuardScript.Compiler;

/// <summary>Follows links, as a mounted ConfigMap is made of them.</summary>
internal static class RealPath
{
    private const int MaxLinks = 40;

    /// <summary>The path with every link in it resolved, folders' links too; null if it does not exist or links go in a circle.</summary>
    public static string? Of(string path)
    {
        var left = new Stack<string>(Path.GetFullPath(path).Split(Path.DirectorySeparatorChar).Reverse());
        var real = Path.GetPathRoot(Path.GetFullPath(path))!;
        for (var links = 0; left.TryPop(out var name);)
        {
            if (name.Length == 0 || name == Path.GetPathRoot(real)) continue;
            var next = Path.GetFullPath(Path.Combine(real, name));
            FileSystemInfo entry = Directory.Exists(next) ? new DirectoryInfo(next) : new FileInfo(next);
            if (entry.LinkTarget is { } target)
            {
                if (++links > MaxLinks) return null;
                var full = Path.GetFullPath(Path.Combine(real, target));
                real = Path.GetPathRoot(full)!;
                foreach (var part in full.Split(Path.DirectorySeparatorChar).Reverse()) left.Push(part);
            }
            else if (entry.Exists)
            {
                real = next;
            }
            else
            {
                return null;
            }
        }

        return real;
    }

    /// <summary>True when the file, links followed, lies in the folder, links followed, at any depth.</summary>
    public static bool IsInside(string file, string folder) =>
        Of(file) is { } realFile && Of(folder) is { } realFolder
        && realFile.StartsWith(Path.TrimEndingDirectorySeparator(realFolder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
