using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Policies;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Evaluate;

/// <summary>Judges one object by one policy. The same for a watched object and for a freshly read one.</summary>
/// <param name="lookup">what rules can ask of the rest of the cluster</param>
/// <param name="families">who is judged at its owner, and what lies below</param>
/// <param name="dependents">is told who asks for what; null where nothing is ever judged again</param>
/// <param name="threads">where the rules run</param>
internal sealed class Judge(IClusterLookup lookup, Families families, Dependents? dependents, IEvaluationThreads threads)
{
    /// <summary>One verdict, from whatever thread it is asked for.</summary>
    /// <exception cref="LostRunException">the rule could not be stopped</exception>
    public Task<Verdict> OfAsync(Policy policy, KindName kind, KubeObject target, CancellationToken cancel) =>
        threads.RunAsync(slot => Of(policy, kind, target, slot), cancel);

    /// <summary>The same with another source of look-ups, of which nothing is noted.</summary>
    /// <exception cref="LostRunException">the rule could not be stopped</exception>
    public Task<Verdict> OfAsync(Policy policy, KindName kind, KubeObject target, IClusterLookup instead, CancellationToken cancel) =>
        threads.RunAsync(slot => new Sitting(instead, families, null, slot).Of(policy, kind, target), cancel);

    /// <summary>The same on the thread that this runs on; a fault of the rule is a verdict too.</summary>
    /// <param name="policy">the policy</param>
    /// <param name="kind">the object's kind in its watched version</param>
    /// <param name="target">the object</param>
    /// <param name="slot">of that thread</param>
    public Verdict Of(Policy policy, KindName kind, KubeObject target, IRunSlot slot) => Sit(slot).Of(policy, kind, target);

    /// <summary>For many verdicts in a row on the thread that this runs on.</summary>
    /// <param name="slot">of that thread</param>
    public Sitting Sit(IRunSlot slot) => new(lookup, families, dependents is null ? null : new NotedLookUps(lookup, dependents), slot);
}
