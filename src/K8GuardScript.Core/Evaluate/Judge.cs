using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Policies;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Evaluate;

/// <summary>Judges one object by one policy. The same for a watched object and for a freshly read one.</summary>
/// <param name="lookup">what rules can ask of the rest of the cluster</param>
/// <param name="owners">who is judged at its owner</param>
/// <param name="dependents">is told who asks for what; null where nothing is ever judged again</param>
/// <param name="threads">where the rules run</param>
internal sealed class Judge(IClusterLookup lookup, OwnerChain owners, Dependents? dependents, IEvaluationThreads threads)
{
    /// <summary>One verdict, from whatever thread it is asked for.</summary>
    /// <exception cref="LostRunException">the rule could not be stopped</exception>
    public Task<Verdict> OfAsync(Policy policy, KindName kind, KubeObject target, CancellationToken cancel) =>
        threads.RunAsync(slot => Of(policy, kind, target, slot), cancel);

    /// <summary>One verdict; a fault of the rule is a verdict too.</summary>
    /// <param name="policy">the policy</param>
    /// <param name="kind">the object's kind in its watched version</param>
    /// <param name="target">the object</param>
    /// <param name="slot">of the thread that this runs on</param>
    public Verdict Of(Policy policy, KindName kind, KubeObject target, IRunSlot slot)
    {
        var key = new ObjectKey(kind.Group, kind.Kind, target.Namespace, target.Name);
        var scopeName = kind is { Group: "", Kind: "Namespace" } ? target.Name : target.Namespace;
        if (!Glob.Admits(policy.Settings.Namespaces, scopeName) || owners.IsJudgedAtItsOwner(target))
            return new Verdict(policy, kind, key, target.Uid, VerdictResult.NotConcerned, []);

        Judgement judgement;
        var evaluation = new Evaluation(dependents is null ? lookup : new NotedLookUps(lookup, policy, key, dependents));
        slot.Enter(policy, key);
        try
        {
            judgement = evaluation.Run(policy.RulesFor(kind), target);
        }
        catch (RuleFaultException fault)
        {
            policy.State.CountFault($"{key}: {fault.Message}");
            return new Verdict(policy, kind, key, target.Uid, VerdictResult.Faulted, [], Fault: fault.Message, ChangesAt: evaluation.ChangesAt);
        }
        finally
        {
            slot.Leave();
        }

        if (judgement.ReadImages) policy.State.ReadsImages = true;
        policy.State.CountEvaluation();
        var result = judgement.Findings.Count > 0 ? VerdictResult.Violated : VerdictResult.Passed;
        return new Verdict(policy, kind, key, target.Uid, result, judgement.Findings, judgement.Incomplete, ChangesAt: judgement.ChangesAt);
    }
}
