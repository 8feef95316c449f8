using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Scopes;
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
    private (KubeObject? Of, KubeObject? Namespace) home;

    /// <summary>One verdict; a fault of the rule is a verdict too.</summary>
    /// <param name="root">the policy; which variant of it judges is decided here</param>
    /// <param name="kind">the object's kind in its watched version</param>
    /// <param name="target">the object</param>
    /// <exception cref="LostRunException">the thread was given up: nothing more is to run on it</exception>
    public Verdict Of(Policy root, KindName kind, KubeObject target)
    {
        var key = new ObjectKey(kind.Group, kind.Kind, target.Namespace, target.Name);
        var policy = root.For(key, target, root.AsksForNamespaceLabels ? HomeOf(target) : null, out var isOpen);

        // INVARIANT: what rests on a namespace that is not seen is open: it opens nothing, and closes nothing.
        if (isOpen) return new Verdict(root, kind, key, target.Uid, VerdictResult.Passed, [], Incomplete: true);
        if (policy is null || policy.RulesFor(kind).Count == 0 || owners.IsJudgedAtItsOwner(target))
            return new Verdict(root, kind, key, target.Uid, VerdictResult.NotConcerned, []);

        Judgement judgement;
        noted?.For(root, key);
        slot.Enter(root, key);
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
        var result = judgement.Findings.Count > 0 ? VerdictResult.Violated : VerdictResult.Passed;
        var verdict = new Verdict(policy, kind, key, target.Uid, result, judgement.Findings, judgement.Incomplete, ChangesAt: judgement.ChangesAt);
        if (judgement.Findings.Any(finding => finding.On is not null)) verdict = Concerning(verdict);
        return judgement is { Incomplete: false, Missing: { } missing } ? verdict with { Missing = missing } : verdict;
    }

    // what a policy's namespaces are holds for the object that it reports on as well
    private Verdict Concerning(Verdict verdict)
    {
        var findings = new List<Finding>();
        var leftOut = new List<ObjectKey>();
        var isOpen = false;
        foreach (var finding in verdict.Findings)
        {
            var other = finding.On is { } on ? Verdict.KeyOf(on) : verdict.Object;
            var answer = finding.On is null
                ? ScopeAnswer.In
                : verdict.Policy.Concerns(other, verdict.Policy.Root.AsksForNamespaceLabels ? NamespaceOf(other) : null);
            isOpen |= answer == ScopeAnswer.Unknown;
            if (answer == ScopeAnswer.Out) leftOut.Add(other);
            else findings.Add(finding);
        }

        return verdict with
        {
            Result = findings.Count > 0 ? VerdictResult.Violated : VerdictResult.Passed,
            Findings = findings,
            LeftOut = leftOut,
            Incomplete = verdict.Incomplete || isOpen,
        };
    }

    // looked for once for all policies that judge the object
    private KubeObject? HomeOf(KubeObject target)
    {
        if (!ReferenceEquals(home.Of, target)) home = (target, NamespaceOf(new ObjectKey("", "", target.Namespace, target.Name)));
        return home.Namespace;
    }

    // not noted: whoever routes changes knows which policies ask for the labels of namespaces
    private KubeObject? NamespaceOf(in ObjectKey key)
    {
        var name = key is { Group: "", Kind: "Namespace" } ? key.Name : key.Namespace;
        return name.Length > 0 && lookup.TryFind(new LookUp("v1", "Namespace", "", name), out var found) ? found : null;
    }
}
