using System.Security.Cryptography;
using System.Text;
using K8GuardScript.Sdk.Authoring;

namespace K8GuardScript.Compiler;

/// <summary>Names a compilation by its content. Needs no Roslyn, so that whoever only looks into a cache loads none.</summary>
internal static class ScriptHash
{
    private const string Roslyn = "Microsoft.CodeAnalysis.CSharp";

    /// <summary>Equal for two compilations exactly if they come to the same.</summary>
    /// <param name="name">the script's file name</param>
    /// <param name="text">its text</param>
    /// <param name="loaded">names and texts of the libraries that it loads</param>
    public static string Of(string name, string text, IEnumerable<KeyValuePair<string, string>> loaded)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, Toolchain);
        Append(hash, name);
        Append(hash, text);
        foreach (var (file, library) in loaded.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            Append(hash, file);
            Append(hash, library);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>
    /// Names the compiler: our part of it with its gates and rewriting, the Sdk, and Roslyn by the version that ours was built
    /// against, which is known without loading it.
    /// </summary>
    public static string Toolchain { get; } = string.Join(
        ' ',
        typeof(ScriptHash).Assembly.ManifestModule.ModuleVersionId,
        typeof(Entry).Assembly.ManifestModule.ModuleVersionId,
        typeof(ScriptHash).Assembly.GetReferencedAssemblies().Single(assembly => assembly.Name == Roslyn).Version);

    // with its length, so that no two sequences of parts read the same
    private static void Append(IncrementalHash hash, string part)
    {
        var bytes = Encoding.UTF8.GetBytes(part);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}
