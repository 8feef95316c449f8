using K8GuardScript.Compiler;
using K8GuardScript.Core.Settings;

namespace K8GuardScript.Scripts;

/// <summary>Reads the policies folder and the settings files.</summary>
/// <param name="folder">absolute path of the folder</param>
/// <param name="settingsFiles">absolute paths in their order; empty for <c>policies.yaml</c> in the folder, where there is one</param>
/// <param name="inMemory">settings that come before every file, or null</param>
internal sealed class PolicyFolder(string folder, IReadOnlyList<string> settingsFiles, SettingsFile? inMemory)
{
    private const string DefaultSettings = "policies.yaml";
    private const int MostTries = 5;
    private const string CasesEnding = ".cases.yaml";

    // the compiler takes less, and says where; these are for what can't be meant at all
    private const int MostScriptBytes = 256 << 10;
    private const int MostCasesBytes = 1 << 20;
    private const int MostSettingsBytes = 4 << 20;
    private const int MostLibraryBytes = 64 << 10;

    /// <summary>For messages.</summary>
    public string Path => folder;

    /// <summary>Every folder in which a change may be news.</summary>
    public IEnumerable<string> Folders => settingsFiles.Select(file => System.IO.Path.GetDirectoryName(file)!).Prepend(folder).Distinct();

    /// <exception cref="IOException">something can't be read</exception>
    /// <exception cref="UnauthorizedAccessException">likewise</exception>
    public FolderSnapshot Read()
    {
        for (var tries = 1; ; tries++)
        {
            var real = RealFolder();
            var snapshot = Read(real);

            // a mounted ConfigMap may be swapped, and the old folder emptied, while it is read
            if (tries == MostTries || real == RealFolder()) return snapshot;
        }
    }

    private FolderSnapshot Read(string real)
    {
        var scripts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var libraries = new SortedDictionary<string, LibraryFile>(StringComparer.Ordinal);
        var cases = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var exemptions = new SortedDictionary<string, SettingsFile>(StringComparer.Ordinal);
        var unreadable = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(real))
        {
            var name = System.IO.Path.GetFileName(file);
            var isScript = name.EndsWith(".csx", StringComparison.Ordinal);
            var isExemptions = ExemptionFiles.IsExemptions(name);
            if (name.StartsWith('.') || (!isScript && !isExemptions && !name.EndsWith(CasesEnding, StringComparison.Ordinal))) continue;
            try
            {
                if (!RealPath.IsInside(file, real)) throw new IOException("it is a link that leaves the policies' folder, or leads nowhere");
                if (isExemptions) exemptions[name] = new SettingsFile(name, folder, PlainFile.ReadText(file, MostSettingsBytes));
                else if (!isScript) cases[name] = PlainFile.ReadText(file, MostCasesBytes);
                else if (name.StartsWith('_')) libraries[name] = new LibraryFile(PlainFile.ReadText(file, MostLibraryBytes), null);
                else scripts[name] = PlainFile.ReadText(file, MostScriptBytes);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // one file that can't be read must not keep the others, or the settings, from being taken over
                if (name.StartsWith('_') && isScript) libraries[name] = new LibraryFile(null, failure.Message);
                else unreadable[name] = failure.Message;
            }
        }

        return new FolderSnapshot(scripts, libraries, cases, ReadSettings(real), unreadable, real) { Exemptions = [.. exemptions.Values] };
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

    private static SettingsFile ReadFile(string path) => new(
        System.IO.Path.GetFileName(path), System.IO.Path.GetDirectoryName(path)!, PlainFile.ReadText(path, MostSettingsBytes));

    // A mounted ConfigMap is changed by renaming its `..data` link: reading through one target never mixes old and new.
    private string RealFolder()
    {
        var data = new DirectoryInfo(System.IO.Path.Combine(folder, "..data"));
        return data.Exists && data.ResolveLinkTarget(returnFinalTarget: true) is { } target ? target.FullName : folder;
    }
}
