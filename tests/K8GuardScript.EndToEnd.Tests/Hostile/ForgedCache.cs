using K8GuardScript.Compiler;
using K8GuardScript.Scripts;
using K8GuardScript.Scripts.Cache;
using K8GuardScript.Sdk.Loading;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.Extensions.Logging.Abstractions;

namespace K8GuardScript.EndToEnd.Tests.Hostile;

/// <summary>
/// Puts code into a guard's cache that went past the gates for sources and the meter. It does what only a hole in them could do: the
/// gate for assemblies, which it has to pass, is no verifier.
/// </summary>
internal static class ForgedCache
{
    /// <param name="data">the data folder of a guard that had the script in force and was stopped</param>
    /// <param name="script">the script's file name</param>
    /// <param name="written">the text in the policies folder</param>
    /// <param name="forged">the text whose code is put in its place</param>
    public static void Replace(string data, string script, string written, string forged)
    {
        var cache = new ScriptCache(Path.Combine(data, "cache"), NullLogger<ScriptCache>.Instance);
        var hash = new ScriptFile(script, written, new Dictionary<string, LibraryFile>(), null).Hash;
        var entry = cache.Find(hash);
        Assert.NotNull(entry);
        cache.Keep(hash, entry with { Script = Compile(script, forged) });
    }

    private static CompiledScript Compile(string name, string text)
    {
        var source = new ScriptSource(name, text, "");
        var compilation = ScriptCompiler.Prepare(source, new LoadResolver(source), CancellationToken.None);
        using var pe = new MemoryStream();
        var emitted = compilation.Emit(pe, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.Embedded));
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        var entry = compilation.GetEntryPoint(CancellationToken.None)!;
        return new CompiledScript(name, pe.ToArray(), entry.ContainingType.MetadataName, entry.MetadataName);
    }
}
