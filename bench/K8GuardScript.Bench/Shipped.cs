using K8GuardScript.Compiler;
using K8GuardScript.Sdk.Loading;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Bench;

/// <summary>The policies of the repository, compiled as the worker compiles them.</summary>
internal static class Shipped
{
    public static string Folder { get; } = Find();

    public static ScriptSource Source(string name) => new(name, File.ReadAllText(Path.Combine(Folder, name)), Folder);

    public static IReadOnlyList<PolicyDefinition> All() =>
        [.. Directory.EnumerateFiles(Folder, "*.csx").Order(StringComparer.Ordinal).Select(file => Load(Path.GetFileName(file)))];

    private static PolicyDefinition Load(string name)
    {
        var compiled = ScriptCompiler.Compile(Source(name), CancellationToken.None).Script!;
        return PolicyScriptRunner.Run(ScriptAssembly.Load(compiled).EntryPoint, new Dictionary<string, SettingInput>());
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "K8GuardScript.sln"))) return Path.Combine(folder.FullName, "policies");
        }

        throw new DirectoryNotFoundException("the repository's root was not found above the benchmarks");
    }
}
