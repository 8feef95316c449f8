using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace K8GuardScript.Compiler.Metering;

/// <summary>Gives the compiler the rewritten text of every file that the script loaded.</summary>
internal sealed class MeteredLoads(LoadResolver loads, IReadOnlyDictionary<string, SourceText> texts) : SourceReferenceResolver
{
    public override string? NormalizePath(string path, string? baseFilePath) => path;

    public override string? ResolveReference(string path, string? baseFilePath) =>
        texts.ContainsKey(path) ? loads.ResolveReference(path, baseFilePath) : null;

    public override Stream OpenRead(string resolvedPath) => new MemoryStream(Encoding.UTF8.GetBytes(texts[resolvedPath].ToString()));

    public override SourceText ReadText(string resolvedPath) => texts[resolvedPath];

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => 0;
}
