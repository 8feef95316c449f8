using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Policies;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Evaluate;

/// <summary>Judges one object after another on one thread; what a verdict needs is made once and used again. Belongs to that thread.</summary>
/// <param name="lookup">what rules can ask of the rest of the cluster</param>
/// <param name="owners">who is judged at its owner</param>
/// <param name="noted">is told who asks for what; null where nothing is ever judged again</param>
/// <param name="slot">of the thread</param>
internal sealed class Sitting(IClusterLookup lookup, OwnerChain owners, NotedLookUps? noted, IRunSlot slot)
{
    private readonly Evaluation evaluation = new(noted ?? lookup);

    /// <summary>One verdict; a fault of the rule is a verdict too.</summary>
    /// <param name="policy">the policy</param>
    /// <param name="kind">the object's kind in its watched version</param>
    /// <param name="target">the object</param>
    /// <exception cref="LostRunException">the thread was given up: nothing more is to run on it</exception>
    public Verdict Of(Policy policy, KindName kind, KubeObject target)
    {
        var key = new ObjectKey(kind.Group, kind.Kind, target.Namespace, target.Name);
        if (!policy.Concerns(key) || owners.IsJudgedAtItsOwner(target))
            return new Verdict(policy, kind, key, target.Uid, VerdictResult.NotConcerned, []);

        Judgement judgement;
        noted?.For(policy, key);
        slot.Enter(policy, key);
        try
        {
            judgement = evaluation.Run(policy.RulesFor(kind), target);
        }
        catch (RuleFaultException fault)
        {
            policy.State.CountFault($"{key}: {fault.Message}", fault.IsSpent);
            return new Verdict(policy, kind, key, target.Uid, VerdictResult.Faulted, [], Fault: fault.Message, ChangesAt: evaluation.ChangesAt);
        }
        finally
        {
            slot.Leave();
            noted?.Done();
        }

        if (judgement.ReadImages) policy.State.ReadsImages = true;
        policy.State.CountEvaluation();
        var findings = Concerning(policy, judgement.Findings);
        var result = findings.Count > 0 ? VerdictResult.Violated : VerdictResult.Passed;
        var verdict = new Verdict(policy, kind, key, target.Uid, result, findings, judgement.Incomplete, ChangesAt: judgement.ChangesAt);
        return judgement is { Incomplete: false, Missing: { } missing } ? verdict with { Missing = missing } : verdict;
    }

    // what a policy's namespaces are holds for the object that it reports on as well
    private static IReadOnlyList<Finding> Concerning(Policy policy, IReadOnlyList<Finding> findings) =>
        findings.Any(finding => finding.On is not null)
            ? [.. findings.Where(finding => finding.On is not { } other || policy.Concerns(Verdict.KeyOf(other)))]
            : findings;
}
