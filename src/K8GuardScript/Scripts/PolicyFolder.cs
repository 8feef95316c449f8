using System.Text;
using K8GuardScript.Core.Settings;

namespace K8GuardScript.Scripts;

/// <summary>Reads the policies folder and the settings files.</summary>
/// <param name="folder">absolute path of the folder</param>
/// <param name="settingsFiles">absolute paths in their order; empty for <c>policies.yaml</c> in the folder, where there is one</param>
/// <param name="inMemory">settings that come before every file, or null</param>
internal sealed class PolicyFolder(string folder, IReadOnlyList<string> settingsFiles, SettingsFile? inMemory)
{
    private const string DefaultSettings = "policies.yaml";

    /// <summary>For messages.</summary>
    public string Path => folder;

    /// <exception cref="IOException">something can't be read</exception>
    /// <exception cref="UnauthorizedAccessException">likewise</exception>
    public FolderSnapshot Read()
    {
        var real = RealFolder();
        var scripts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var libraries = new StringBuilder();
        var unreadable = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(real, "*.csx").Order(StringComparer.Ordinal))
        {
            var name = System.IO.Path.GetFileName(file);
            if (name.StartsWith('.')) continue;
            try
            {
                if (name.StartsWith('_')) libraries.Append(name).Append('\0').Append(File.ReadAllText(file)).Append('\0');
                else scripts[name] = File.ReadAllText(file);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // one file that can't be read must not keep the others, or the settings, from being taken over
                unreadable[name] = failure.Message;
            }
        }

        return new FolderSnapshot(scripts, libraries.ToString(), ReadSettings(real), unreadable, real);
    }

    private List<SettingsFile> ReadSettings(string real)
    {
        var files = new List<SettingsFile>();
        if (inMemory is not null) files.Add(inMemory);
        foreach (var path in settingsFiles) files.Add(ReadFile(path));

        // read with the scripts that it belongs to, yet what it names is relative to where people see it
        var @default = System.IO.Path.Combine(real, DefaultSettings);
        if (settingsFiles.Count == 0 && File.Exists(@default)) files.Add(ReadFile(@default) with { Folder = folder });
        return files;
    }

    private static SettingsFile ReadFile(string path) =>
        new(System.IO.Path.GetFileName(path), System.IO.Path.GetDirectoryName(path)!, File.ReadAllText(path));

    // A mounted ConfigMap is changed by renaming its `..data` link: reading through one target never mixes old and new.
    private string RealFolder()
    {
        var data = new DirectoryInfo(System.IO.Path.Combine(folder, "..data"));
        return data.Exists && data.ResolveLinkTarget(returnFinalTarget: true) is { } target ? target.FullName : folder;
    }
}
