using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace K8GuardScript.Compiler;

/// <summary>
/// Lets a script <c>#load</c> libraries of its own folder, <c>_NAME.csx</c>, and nothing else. Reads each file once, and keeps
/// why it refused one. One instance serves one compilation.
/// </summary>
internal sealed partial class LoadResolver(string folder) : SourceReferenceResolver
{
    private readonly Dictionary<string, SourceText> files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> refusals = new(StringComparer.Ordinal);

    /// <summary>Names and texts of what was loaded.</summary>
    public IReadOnlyDictionary<string, SourceText> Files => files;

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

        var file = Path.Combine(folder, name);
        if (!File.Exists(file)) return "there is no such file in the policies' folder";
        if (!RealPath.IsInside(file, folder)) return "it is a link that leaves the policies' folder";
        if (new FileInfo(RealPath.Of(file)!).Length > ScriptLimits.MaxBytes) return $"it has more than {ScriptLimits.MaxBytes / 1024} KiB";

        var text = File.ReadAllText(file);
        if (ScriptLimits.Check(name, text) is { } problem) return problem.Message;
        files[name] = SourceText.From(text, Encoding.UTF8, SourceHashAlgorithm.Sha256);
        return null;
    }

    [GeneratedRegex("^_[A-Za-z0-9][A-Za-z0-9._-]{0,100}\\.csx\\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
