using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Exemptions;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Settings;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Scan;

/// <summary>Makes findings of verdicts, each with the exemption that covers it, as in the guard. Safe from any thread.</summary>
/// <param name="exemptions">from all files</param>
/// <param name="judge">knows the manifests</param>
/// <param name="now">what ended before this does not hold</param>
internal sealed class ExemptedFindings(IReadOnlyList<Exemption> exemptions, ManifestJudge judge, DateTimeOffset now)
{
    private readonly ExemptionIndex index = new(exemptions);

    /// <summary>What was found in an object, or at it on another one.</summary>
    public ScanFinding Of(ManifestVerdict one, Finding finding) =>
        With(
            new ScanFinding(one.Verdict.Policy, judge.Violating(one, finding), finding.Path, finding.Message),
            one.Verdict.KeyOf(finding), one, finding.On is not null);

    /// <summary>What was found in an object below it: that counts at the one above.</summary>
    public ScanFinding Of(ManifestVerdict one, ChildFinding below)
    {
        var message = below.HasOthers ? below.Message : below.Finding.Message;
        return With(
            new ScanFinding(one.Verdict.Policy, judge.Violating(one, below), below.Finding.Path, message),
            one.Verdict.KeyOf(below), one, below.Finding.On is not null);
    }

    private ScanFinding With(ScanFinding finding, EpisodeKey key, ManifestVerdict one, bool isElsewhere)
    {
        var target = isElsewhere ? judge.Find(key.Object) : one.Manifest.Object;
        var ns = judge.NamespaceOf(key.Object);
        return finding with { Exempt = index.Holding(key, target, ns, now), Ended = index.Ended(key, target, ns, now) };
    }
}
