using K8GuardScript.Core.Evaluate;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Scripts.Loading;

/// <summary>Runs a script's body with the values of its entry, and with those of each override.</summary>
internal static class BodyRuns
{
    /// <param name="body">the script's entry point</param>
    /// <param name="valueSets">the values for an id, those of its entry first; at least one set</param>
    /// <param name="file">the script's file name</param>
    /// <param name="version">how its body is named in the slot</param>
    /// <param name="slot">of the thread that this runs on</param>
    /// <returns>what it registered, one for each set of values, in order</returns>
    /// <exception cref="PolicyLoadException">everything that is wrong with it, and with all of the values</exception>
    public static IReadOnlyList<PolicyDefinition> Run(
        Func<object?[], Task<object>> body,
        Func<string, IReadOnlyList<IReadOnlyDictionary<string, SettingInput>>> valueSets,
        string file,
        string version,
        IRunSlot slot)
    {
        var definitions = new List<PolicyDefinition>();
        var problems = new List<LoadProblem>();

        // how many sets there are is known once the script has named itself
        var sets = 1;
        for (var i = 0; i < sets; i++)
        {
            var index = i;
            slot.Enter(file, version);
            try
            {
                definitions.Add(ScheduleCheck.Checked(PolicyScriptRunner.Run(body, ValuesOf)));
            }
            catch (PolicyLoadException refused)
            {
                problems.AddRange(refused.Problems);

                // what is the script's own fault is so with all values
                if (refused.Problems.Any(IsOfScript)) break;
            }
            finally
            {
                slot.Leave();
            }

            bool IsOfScript(LoadProblem problem) => problem.Place.Length == 0 || problem.Place.StartsWith(file + "(", StringComparison.Ordinal);

            IReadOnlyDictionary<string, SettingInput> ValuesOf(string id)
            {
                var known = valueSets(id);
                sets = known.Count;
                return known[index];
            }
        }

        return problems.Count == 0 ? definitions : throw new PolicyLoadException([.. problems.Distinct()]);
    }
}
