using System.Diagnostics;
using K8GuardScript.Sdk.Metering;

namespace K8GuardScript.Sdk.Registration;

/// <summary>Runs a script's body once, with one set of settings, and gives what it registered.</summary>
internal static class PolicyScriptRunner
{
    /// <summary>Runs a compiled script; a new run gives a new policy.</summary>
    /// <param name="body">the script's entry point</param>
    /// <param name="settings">the settings file's <c>settings:</c> for this policy</param>
    /// <exception cref="PolicyLoadException">everything that is wrong with it</exception>
    public static PolicyDefinition Run(Func<object?[], Task<object>> body, IReadOnlyDictionary<string, SettingInput> settings) =>
        Run(body, _ => settings);

    /// <summary>The same where the policy's id, and so its settings, are known only once the script has named itself.</summary>
    /// <param name="body">the script's entry point</param>
    /// <param name="settingsOf">the settings file's <c>settings:</c> for an id</param>
    /// <exception cref="PolicyLoadException">everything that is wrong with it</exception>
    public static PolicyDefinition Run(
        Func<object?[], Task<object>> body, Func<string, IReadOnlyDictionary<string, SettingInput>> settingsOf) =>
        Run(
            () =>
            {
                var done = body([null, null]);
                if (!done.IsCompleted) throw PolicyLoadException.Of(null, "a script's body can't wait: `await` has no place in a policy");
                done.GetAwaiter().GetResult();
            },
            settingsOf);

    /// <summary>The same for a body that is no script.</summary>
    /// <exception cref="PolicyLoadException">everything that is wrong with it</exception>
    public static PolicyDefinition Run(Action body, IReadOnlyDictionary<string, SettingInput> settings) => Run(body, _ => settings);

    private static PolicyDefinition Run(Action body, Func<string, IReadOnlyDictionary<string, SettingInput>> settingsOf)
    {
        var draft = new PolicyDraft(settingsOf);
        var completed = false;
        var longestText = 0;
        Fuel.Start(RunLimits.Body);
        try
        {
            draft.Run(body);
            completed = true;
        }
        catch (PolicyLoadException refused)
        {
            foreach (var problem in refused.Problems) draft.Problem(problem.Message, problem.Place);
        }
        catch (Exception thrown)
        {
            // INVARIANT: only texts leave, as an exception of the script would keep its load context alive.
            var fault = RuleFaultException.From(thrown);
            var place = ScriptPlace.Of(new StackTrace(thrown, fNeedFileInfo: true));
            var what = RuleFaultException.CauseOf(thrown) is FuelExhaustedException spent ? spent.Reason : $"failed: {fault.Detail}";
            draft.Problem($"the script's body {what}", place?.ToString() ?? "");
        }
        finally
        {
            longestText = Fuel.Stop();
        }

        var policy = draft.Finish(completed);
        return policy with
        {
            Rules = [.. policy.Rules.Select(rule => rule with { LongestText = longestText })],
            Schedules = [.. policy.Schedules.Select(schedule => schedule with { LongestText = longestText })],
        };
    }
}
