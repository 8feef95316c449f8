using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Settings;
using K8GuardScript.Sdk.Loading;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Scripts.Loading;

/// <summary>Loads a compiled script into this process and runs its body with its settings.</summary>
internal static class LoadedScript
{
    /// <param name="script">where it comes from</param>
    /// <param name="compiled">what to load; the gate let it through</param>
    /// <param name="settings">the settings file</param>
    /// <param name="slot">of the thread that this runs on</param>
    /// <exception cref="BadImageFormatException">it can't be loaded</exception>
    public static BuiltRevision Load(ScriptFile script, CompiledScript compiled, GuardSettings settings, IRunSlot slot)
    {
        var assembly = ScriptAssembly.Load(compiled);
        try
        {
            var definitions = BodyRuns.Run(assembly.EntryPoint, ValueSets, script.Name, RevisionBuilder.VersionOf(script), slot)
                .Select(definition => definition with { ReadsStatus = compiled.ReadsStatus }).ToList();
            return new BuiltRevision(PolicyMaker.Make(definitions, script.Hash, settings), assembly, TimeSpan.Zero, [], []);
        }
        catch (PolicyLoadException refused)
        {
            assembly.Dispose();
            return BuiltRevision.Refused(TimeSpan.Zero, [.. refused.Problems.Select(problem => ScriptError.At(problem.Place, script.Name, problem.Message))]);
        }

        IReadOnlyList<IReadOnlyDictionary<string, SettingInput>> ValueSets(string id) => [.. settings.Of(id).ValueSets.Select(set => set.Values)];
    }
}
