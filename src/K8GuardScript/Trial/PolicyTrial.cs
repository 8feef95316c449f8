using K8GuardScript.Core.Cases;
using K8GuardScript.Core.Settings;
using K8GuardScript.Scripts;
using K8GuardScript.Sdk.Loading;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Trial;

/// <summary>Runs the cases of policies. Cases bring their own settings, so the settings file does not count here.</summary>
internal sealed class PolicyTrial(PolicyLoader loader, TimeProvider clock)
{
    /// <param name="local">the policies</param>
    /// <param name="isWanted">whether a policy, by its id, is asked for</param>
    /// <param name="cancel">stops between two cases</param>
    public async Task<IReadOnlyList<TriedPolicy>> RunAsync(LocalPolicies local, Func<string, bool> isWanted, CancellationToken cancel)
    {
        var unreadable = local.Unreadable.Select(problem => new TriedPolicy(Path.GetFileNameWithoutExtension(problem.File), problem.File, [], [problem]));
        var loaded = await local.LoadAsync(loader, new GuardSettings(), cancel).ConfigureAwait(false);
        return
        [
            .. unreadable.Where(policy => isWanted(policy.Name)),
            .. loaded.Where(policy => isWanted(policy.Name)).Select(policy => Try(policy, local, cancel)),
        ];
    }

    private TriedPolicy Try(LocalPolicy policy, LocalPolicies local, CancellationToken cancel)
    {
        var cases = LocalCases.Of(policy, local);
        var problems = policy.Problems.Concat(cases?.Problems ?? []).ToList();
        if (problems.Count > 0 || policy.Result.Assembly is not { } assembly)
            return new TriedPolicy(policy.Name, policy.Shown, [], problems);
        using (assembly)
        {
            return new TriedPolicy(policy.Name, policy.Shown, [.. (cases?.All ?? []).Select(test => Try(test, assembly, cancel))], []);
        }
    }

    private TriedCase Try(PolicyCase test, ScriptAssembly assembly, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var started = clock.GetTimestamp();
        var result = CaseRunner.Run(test, settings => ScheduleCheck.Checked(PolicyScriptRunner.Run(assembly.EntryPoint, settings)));
        return new TriedCase(result, clock.GetElapsedTime(started));
    }
}
