namespace K8GuardScript.Simulator.Loading;

/// <summary>Finds and reads manifest files: <c>*.yaml</c>, <c>*.yml</c> and <c>*.json</c> of a folder and below it, by name.</summary>
internal static class ManifestFiles
{
    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];

    /// <param name="paths">files or folders</param>
    /// <param name="problems">gets a line for everything that can't be read, `FILE:LINE:COLUMN: what`</param>
    public static List<Manifest> Read(IEnumerable<string> paths, List<string> problems)
    {
        var manifests = new List<Manifest>();
        foreach (var file in paths.SelectMany(path => FilesOf(path, problems)))
        {
            try
            {
                ManifestText.Read(file, File.ReadAllText(file), manifests, problems);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                problems.Add($"{file}: can't be read: {error.Message}");
            }
        }

        return manifests;
    }

    private static List<string> FilesOf(string path, List<string> problems)
    {
        if (File.Exists(path)) return [path];
        if (!Directory.Exists(path))
        {
            problems.Add($"{path}: no such file or folder");
            return [];
        }

        try
        {
            return [.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
                .Where(file => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{path}: can't be read: {error.Message}");
            return [];
        }
    }
}
