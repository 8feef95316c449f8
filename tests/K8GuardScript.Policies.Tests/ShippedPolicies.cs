using System.Collections.Concurrent;
using K8GuardScript.Compiler;
using K8GuardScript.Core.Cases;
using K8GuardScript.Sdk.Loading;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Policies.Tests;

/// <summary>The repository's policies, compiled once each.</summary>
internal static class ShippedPolicies
{
    private static readonly ConcurrentDictionary<string, Lazy<ScriptAssembly>> Compiled = new();

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "policies");

    public static IReadOnlyList<string> Names { get; } =
    [
        .. Directory.GetFiles(Folder, "*.csx").Select(file => Path.GetFileNameWithoutExtension(file)!)
            .Where(name => !name.StartsWith('_')).Order(StringComparer.Ordinal),
    ];

    /// <summary>The ids of those that judge objects; what only has schedules finds nothing.</summary>
    public static IEnumerable<string> Judging => Names.Where(name => Load(name).Rules.Count > 0);

    public static PolicyDefinition Load(string name, IReadOnlyDictionary<string, SettingInput>? settings = null) =>
        PolicyScriptRunner.Run(
            Compiled.GetOrAdd(name, key => new Lazy<ScriptAssembly>(() => Compile(key))).Value.EntryPoint,
            settings ?? new Dictionary<string, SettingInput>());

    public static IReadOnlyList<PolicyCase> Cases(string name)
    {
        var file = name + ".cases.yaml";
        return CasesFile.Parse(File.ReadAllText(Path.Combine(Folder, file)), file);
    }

    private static ScriptAssembly Compile(string name)
    {
        var file = name + ".csx";
        var result = ScriptCompiler.Compile(
            new ScriptSource(file, File.ReadAllText(Path.Combine(Folder, file)), Folder), CancellationToken.None);
        Assert.Empty(result.Problems);
        return ScriptAssembly.Load(result.Script!);
    }
}
