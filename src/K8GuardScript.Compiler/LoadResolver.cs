using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace K8GuardScript.Compiler;

/// <summary>
/// Lets a script <c>#load</c> libraries of its own folder, <c>_NAME.csx</c>, and nothing else: those that came with it, or else
/// those that lie there. Reads each file once, and keeps why it refused one. One instance serves one compilation.
/// </summary>
internal sealed partial class LoadResolver(ScriptSource source) : SourceReferenceResolver
{
    private const string Missing = "there is no such file in the policies' folder";

    private readonly Dictionary<string, SourceText> files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> refusals = new(StringComparer.Ordinal);

    /// <summary>Names and texts of what was loaded.</summary>
    public IReadOnlyDictionary<string, SourceText> Files => files;

    /// <summary>The same as plain texts.</summary>
    public IEnumerable<KeyValuePair<string, string>> Texts => files.Select(file => KeyValuePair.Create(file.Key, file.Value.ToString()));

    /// <summary>What the text between a directive's quotes was refused for.</summary>
    public string RefusalOf(string request) => refusals.GetValueOrDefault(request, "it can't be read");

    public override string? NormalizePath(string path, string? baseFilePath) => path;

    /// <summary>The file's name is its path: the compiler is told no folders, so messages show none.</summary>
    public override string? ResolveReference(string path, string? baseFilePath)
    {
        if (files.ContainsKey(path)) return path;
        var reason = Read(path);
        if (reason is null) return path;
        refusals[path] = reason;
        return null;
    }

    public override Stream OpenRead(string resolvedPath) => new MemoryStream(Encoding.UTF8.GetBytes(files[resolvedPath].ToString()));

    public override SourceText ReadText(string resolvedPath) => files[resolvedPath];

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => 0;

    private string? Read(string name)
    {
        if (!NamePattern().IsMatch(name)) return "only `_NAME.csx` of the same folder can be loaded";
        if (files.Count == ScriptLimits.MaxLoadedFiles) return $"more than {ScriptLimits.MaxLoadedFiles} files would be loaded";

        var library = source.Libraries is { } given
            ? given.GetValueOrDefault(name, new LibraryFile(null, Missing))
            : FromFolder(Path.Combine(source.Folder, name));
        if (library.Text is not { } text) return library.Refusal ?? Missing;
        if (ScriptLimits.Check(name, text) is { } problem) return problem.Message;
        files[name] = SourceText.From(text, Encoding.UTF8, SourceHashAlgorithm.Sha256);
        return null;
    }

    private LibraryFile FromFolder(string file)
    {
        if (!File.Exists(file)) return new LibraryFile(null, Missing);
        if (!RealPath.IsInside(file, source.Folder)) return new LibraryFile(null, "it is a link that leaves the policies' folder");
        return new FileInfo(RealPath.Of(file)!).Length > ScriptLimits.MaxBytes
            ? new LibraryFile(null, $"it has more than {ScriptLimits.MaxBytes / 1024} KiB")
            : new LibraryFile(File.ReadAllText(file), null);
    }

    [GeneratedRegex("^_[A-Za-z0-9][A-Za-z0-9._-]{0,100}\\.csx\\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
