using K8GuardScript.Compiler;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Settings;
using K8GuardScript.Scripts;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Check;

/// <summary>Finds everything that is wrong, or can't be meant, with policies, their settings and their cases; runs no rule.</summary>
internal sealed class PolicyCheck(PolicyLoader loader, TimeProvider clock)
{
    /// <summary>All problems, file by file.</summary>
    public async Task<IReadOnlyList<PlacedProblem>> RunAsync(LocalPolicies local, CancellationToken cancel)
    {
        var problems = new List<PlacedProblem>(local.Unreadable);
        var reading = local.ReadSettings(clock.GetUtcNow());
        problems.AddRange(reading.Problems.Select(problem => PlacedProblem.At(problem.Place, PlacedProblem.Settings, problem.Message)));

        // scripts are looked at all the same: without settings their defaults count
        var settings = reading.Settings ?? new GuardSettings();
        var loaded = await local.LoadAsync(loader, settings, cancel).ConfigureAwait(false);
        problems.AddRange(loaded.SelectMany(policy => policy.Problems));
        var lints = new IReadOnlyList<PlacedProblem>[loaded.Count];
        Parallel.For(0, loaded.Count, new ParallelOptions { CancellationToken = cancel }, i => lints[i] = Lint(loaded[i], local, cancel));
        problems.AddRange(lints.SelectMany(one => one));
        problems.AddRange(loaded.SelectMany(policy => Cases(policy, local)));
        problems.AddRange(loaded.Select(policy => policy.Policy).OfType<Policy>().SelectMany(Settings));
        problems.AddRange(local.StrayCases.Select(StrayCases));
        if (local.IsWhole && problems.TrueForAll(problem => !problem.IsError))
        {
            problems.AddRange(StrayEntries(settings, loaded));
            problems.AddRange(ExemptionCheck.Of(settings, loaded, clock.GetUtcNow()));
        }

        return [.. problems.Distinct()];
    }

    // what did not compile was told already, and only what compiled in its child may be looked at here
    private static IReadOnlyList<PlacedProblem> Lint(LocalPolicy policy, LocalPolicies local, CancellationToken cancel)
    {
        if (policy.Result.Policy is null) return [];
        var source = new ScriptSource(policy.File, policy.Text, local.LoadFolder);
        return [.. ScriptLint.Of(source, cancel).Select(problem => PlacedProblem.Of(problem, local.Shown(problem.File)))];
    }

    private static IEnumerable<PlacedProblem> Cases(LocalPolicy policy, LocalPolicies local)
    {
        var cases = LocalCases.Of(policy, local);
        if (cases is null or { All.Count: 0, Problems.Count: 0 })
        {
            const string Message = "the policy has no cases: nothing shows that it finds what it should, and nothing else";
            var file = Path.GetFileNameWithoutExtension(policy.File) + LocalPolicies.CasesEnding;
            yield return new PlacedProblem(
                policy.Shown, 1, 1, false, MissingCases, Message, $"write `{file}` beside it, and run `k8guard test`");
            yield break;
        }

        foreach (var problem in cases.Problems) yield return problem;
    }

    private static IEnumerable<PlacedProblem> Settings(Policy policy) =>
        ScopeCheck.Of(policy, policy.Settings).Concat(ActionCheck.Of(policy, policy.Settings));

    private static PlacedProblem StrayCases(string file) => new(
        file, 1, 1, false, PlacedProblem.StrayEntry, "these cases are for a script that is not here", "rename the file like the script, or remove it");

    private static IEnumerable<PlacedProblem> StrayEntries(GuardSettings settings, IReadOnlyList<LocalPolicy> loaded)
    {
        var known = loaded.Select(policy => policy.Policy).OfType<Policy>().Select(policy => policy.Id).ToList();
        foreach (var (id, entry) in settings.Policies.Where(entry => !known.Contains(entry.Key, StringComparer.Ordinal)))
        {
            var hint = NearestName.Of(id, known) is { } near ? $"did you mean `{near}`?" : "remove the entry, or add the policy";
            var message = $"`policies.{id}` is for a policy that is not here";
            yield return PlacedProblem.At(entry.Place, PlacedProblem.StrayEntry, message) with { IsError = false, Hint = hint };
        }
    }

    private const string MissingCases = "K8G303";
}
