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
        slot.Enter(script.Name, RevisionBuilder.VersionOf(script));
        try
        {
            var definition = ScheduleCheck.Checked(PolicyScriptRunner.Run(assembly.EntryPoint, id => settings.Of(id).Values));
            definition = definition with { ReadsStatus = compiled.ReadsStatus };
            var entry = settings.Of(definition.Id);
            var ladder = PolicyLadder.Of(settings.Escalation, definition.Escalation, entry.Escalation);
            var policy = new Policy(definition, entry, ladder, Revision.Of(script.Hash, entry.ValuesText, ladder));
            return new BuiltRevision(policy, assembly, TimeSpan.Zero, [], []);
        }
        catch (PolicyLoadException refused)
        {
            assembly.Dispose();
            return BuiltRevision.Refused(TimeSpan.Zero, [.. refused.Problems.Select(problem => ScriptError.At(problem.Place, script.Name, problem.Message))]);
        }
        finally
        {
            slot.Leave();
        }
    }
}
