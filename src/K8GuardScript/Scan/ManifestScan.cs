using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Settings;
using K8GuardScript.Scripts;

namespace K8GuardScript.Scan;

/// <summary>Judges manifests by policies, without a cluster. Whatever can't be read or used is told, and the rest goes on.</summary>
internal static class ManifestScan
{
    /// <param name="paths">files, folders, <c>-</c></param>
    /// <param name="local">the policies</param>
    /// <param name="loader">compiles them</param>
    /// <param name="input">the standard input</param>
    /// <param name="clock">tells rules how old things are</param>
    /// <param name="cancel">stops it</param>
    public static async Task<ScanReport> RunAsync(
        IReadOnlyList<string> paths, LocalPolicies local, PolicyLoader loader, Stream input, TimeProvider clock, CancellationToken cancel)
    {
        var errors = new List<PlacedProblem>(local.Unreadable);
        var unreadable = new List<PlacedProblem>();
        var files = ManifestFiles.Find(paths, unreadable);

        // the compiler is a process of its own: meanwhile the manifests are read
        var loading = PoliciesAsync(local, loader, clock, errors, cancel);
        var reading = ManifestReader.Read(files, input, cancel);
        var (policies, exemptions) = await loading.ConfigureAwait(false);
        errors.AddRange(unreadable);
        errors.AddRange(reading.Problems);
        if (errors.Count == 0 && reading.Manifests.Count == 0)
            errors.Add(new PlacedProblem(string.Join(", ", paths), 1, 1, true, PlacedProblem.Unreadable, "there is no object of Kubernetes in it"));

        var judge = new ManifestJudge(reading.Manifests, policies, clock);
        var verdicts = judge.All(cancel);
        var scanned = new ExemptedFindings(exemptions, judge, clock.GetUtcNow());
        return new ScanReport
        {
            Files = files.Count,
            Objects = reading.Manifests.Count,
            Skipped = reading.Skipped,
            Policies = policies.Count,
            Unknown = verdicts.Count(one => one.Verdict is { Incomplete: true } or { IsOpenBelow: true, Fault: null }),
            Findings = [.. verdicts.SelectMany(one => Findings(one, scanned))],
            Faults = [.. verdicts.Where(one => one.Verdict.Result == VerdictResult.Faulted || one.Verdict.Fault is not null)
                .Select(one => new ScanFault(one.Verdict.Policy, one.Manifest, one.Verdict.Fault ?? ""))],
            Errors = errors,
        };
    }

    private static async Task<(IReadOnlyList<Policy> Policies, IReadOnlyList<Exemption> Exemptions)> PoliciesAsync(
        LocalPolicies local, PolicyLoader loader, TimeProvider clock, List<PlacedProblem> errors, CancellationToken cancel)
    {
        var reading = local.ReadSettings(clock.GetUtcNow());
        errors.AddRange(reading.Problems.Select(problem => PlacedProblem.At(problem.Place, PlacedProblem.Settings, problem.Message)));

        // INVARIANT: without its settings no policy judges, as what they exempt would be told as violations
        if (reading.Settings is not { } settings) return ([], []);
        var loaded = await local.LoadAsync(loader, settings, cancel).ConfigureAwait(false);
        errors.AddRange(loaded.SelectMany(policy => policy.Problems));
        return ([.. loaded.Select(policy => policy.Policy).OfType<Policy>().Where(policy => settings.Of(policy.Id).Enabled)], settings.Exemptions);
    }

    // a verdict that is open opens nothing, as in the guard
    private static IEnumerable<ScanFinding> Findings(ManifestVerdict one, ExemptedFindings findings) => one.Verdict.Incomplete
        ? []
        : one.Verdict.Findings.Select(finding => findings.Of(one, finding)).Concat(Below(one, findings));

    // one line for all objects in which the same was found, as in the guard
    private static IEnumerable<ScanFinding> Below(ManifestVerdict one, ExemptedFindings findings) => one.Verdict.IsOpenBelow
        ? []
        : one.Verdict.InChildren.Where(below => !below.IsLeaving).Select(below => findings.Of(one, below));
}
