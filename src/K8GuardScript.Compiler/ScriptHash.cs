using System.Security.Cryptography;
using System.Text;
using K8GuardScript.Sdk.Authoring;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace K8GuardScript.Compiler;

/// <summary>Names a compilation by its content.</summary>
internal static class ScriptHash
{
    /// <summary>Equal for two compilations exactly if they come to the same.</summary>
    public static string Of(ScriptSource source, IReadOnlyDictionary<string, SourceText> loaded)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, typeof(CSharpCompilation).Assembly.ManifestModule.ModuleVersionId.ToString());
        Append(hash, typeof(Entry).Assembly.ManifestModule.ModuleVersionId.ToString());
        Append(hash, typeof(ScriptHash).Assembly.ManifestModule.ModuleVersionId.ToString());
        Append(hash, string.Join(';', ScriptReferences.Usings));
        Append(hash, source.Name);
        Append(hash, source.Text);
        foreach (var (name, text) in loaded.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            Append(hash, name);
            Append(hash, text.ToString());
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // with its length, so that no two sequences of parts read the same
    private static void Append(IncrementalHash hash, string part)
    {
        var bytes = Encoding.UTF8.GetBytes(part);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}
