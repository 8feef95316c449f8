using K8GuardScript.Compiler;
using K8GuardScript.Core.Settings;
using K8GuardScript.Sdk.Loading;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Scripts.Compiling;

/// <summary>One script to compile, to run for the first time, or both.</summary>
/// <param name="Name">its file name</param>
/// <param name="Text">its text</param>
/// <param name="Libraries">all that it may load, by file name</param>
/// <param name="Compiled">it is compiled already; null to compile it now</param>
/// <param name="FirstRun">what to run once it is compiled; null for nothing</param>
internal sealed record ScriptJob(
    string Name, string Text, IReadOnlyDictionary<string, LibraryFile> Libraries, CompiledScript? Compiled, FirstRunWish? FirstRun);

/// <summary>What to run before a script is trusted: its body with its settings, its cases, and its rules on some objects.</summary>
/// <param name="Cases">the text of its cases file, or null</param>
/// <param name="Objects">objects as JSON; each says its <c>apiVersion</c> and <c>kind</c></param>
internal sealed record FirstRunWish(string? Cases, IReadOnlyList<string> Objects);

/// <summary>Scripts that are compiled together.</summary>
/// <param name="Jobs">the scripts</param>
/// <param name="Values">by policy the values that its body runs with: those of its entry first, then those of its overrides</param>
internal sealed record JobBatch(
    IReadOnlyList<ScriptJob> Jobs, IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, SettingInput>>> Values)
{
    public static JobBatch Of(IReadOnlyList<ScriptJob> jobs, GuardSettings settings) =>
        new(jobs, settings.Policies.ToDictionary(
            entry => entry.Key,
            entry => (IReadOnlyList<IReadOnlyDictionary<string, SettingInput>>)[.. entry.Value.ValueSets.Select(set => set.Values)]));
}
