using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Scopes;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Evaluate;

/// <summary>Judges one object after another on one thread; what a verdict needs is made once and used again. Belongs to that thread.</summary>
/// <param name="lookup">what rules can ask of the rest of the cluster</param>
/// <param name="families">who is judged at its owner, and what lies below</param>
/// <param name="noted">is told who asks for what; null where nothing is ever judged again</param>
/// <param name="slot">of the thread</param>
internal sealed class Sitting(IClusterLookup lookup, Families families, NotedLookUps? noted, IRunSlot slot)
{
    private readonly Evaluation evaluation = new(noted ?? lookup);
    private KindName kind;
    private ObjectKey key;
    private KubeObject? target;
    private Family family = Family.None;
    private KubeObject? home;
    private bool isHomeKnown;
    private bool isSpent;

    /// <summary>Whether a policy may have something to say at objects of a kind: about them, or about what lies below them.</summary>
    public static bool LooksAt(Policy policy, KindName kind) => policy.Judges(kind) || LooksBelow(policy, kind);

    /// <summary>From now on it is this object that is judged.</summary>
    /// <returns>where it is judged; unless that is here, no policy need be asked, and the episodes of what waits must be left alone</returns>
    public Standing Begin(KindName kind, in ObjectKey key, KubeObject target)
    {
        (this.kind, this.key, this.target) = (kind, key, target);
        (home, isHomeKnown) = (null, false);
        family = families.Of(kind, target);
        return family.Standing;
    }

    /// <summary>What a policy says of the object; whoever asks counts it. Where nothing was found and nothing is left open that is all.</summary>
    /// <param name="root">the policy; which variant of it judges is decided here</param>
    /// <param name="verdict">null where the result says all</param>
    /// <exception cref="LostRunException">the thread was given up: nothing more is to run on it</exception>
    public VerdictResult By(Policy root, out Verdict? verdict)
    {
        (verdict, isSpent) = (null, false);
        if (family.IsLeftTo(root)) return VerdictResult.NotConcerned;
        var isJudgedItself = root.Judges(kind);
        if (!isJudgedItself && !LooksBelow(root, kind)) return VerdictResult.NotConcerned;

        var isOpen = false;
        var policy = isJudgedItself ? root.For(key, target!, HomeFor(root), out isOpen) : root;

        // INVARIANT: what rests on a namespace that is not seen is open: it opens nothing, and closes nothing.
        if (isOpen) verdict = Plain(root, VerdictResult.Passed) with { Incomplete = true };
        if (isOpen) return VerdictResult.Passed;
        if (policy is null || (isJudgedItself && policy.RulesFor(kind).Count == 0)) return VerdictResult.NotConcerned;

        noted?.For(root, key);
        try
        {
            return isJudgedItself ? Itself(policy, ref verdict) : Below(policy, null, ref verdict);
        }
        finally
        {
            noted?.Done();
        }
    }

    /// <summary>One verdict in full, on an object that need not be watched; a fault of the rule is a verdict too.</summary>
    /// <param name="policy">the policy</param>
    /// <param name="kind">the object's kind in its watched version</param>
    /// <param name="target">the object</param>
    /// <exception cref="LostRunException">the thread was given up: nothing more is to run on it</exception>
    public Verdict Of(Policy policy, KindName kind, KubeObject target)
    {
        Begin(kind, new ObjectKey(kind.Group, kind.Kind, target.Namespace, target.Name), target);
        var result = By(policy, out var verdict);
        if (result is VerdictResult.Passed or VerdictResult.Violated) policy.State.CountEvaluations(1);
        return verdict ?? Plain(policy, result);
    }

    /// <summary>A result that says all, as a verdict on the object.</summary>
    public Verdict Plain(Policy policy, VerdictResult result) => new(policy, kind, key, target!.Uid, result, []);

    private static bool LooksBelow(Policy policy, KindName kind)
    {
        var below = Ownership.Below(kind);
        for (var i = 0; i < below.Count; i++)
        {
            if (policy.Judges(below[i])) return true;
        }

        return false;
    }

    private VerdictResult Itself(Policy policy, ref Verdict? verdict)
    {
        if (Run(policy, key, policy.RulesFor(kind), target!, out var fault) is not { } judgement)
        {
            verdict = Plain(policy, VerdictResult.Faulted) with { Fault = fault, IsSpent = isSpent, ChangesAt = evaluation.ChangesAt };
            return VerdictResult.Faulted;
        }

        if (family.HasChildrenFor(policy)) return Below(policy, judgement, ref verdict);
        if (ReferenceEquals(judgement, Judgement.Clean)) return VerdictResult.Passed;
        verdict = Of(policy, judgement);
        return verdict.Result;
    }

    /// <summary>The judgement on the object, with what is found below it.</summary>
    /// <param name="policy">the policy, in the variant that judges the object; its children are in its scope if the object is</param>
    /// <param name="own">null where it has no rules for the object itself: then each child is in its scope or not</param>
    /// <param name="verdict">null where the result says all</param>
    private VerdictResult Below(Policy policy, Judgement? own, ref Verdict? verdict)
    {
        var isOpen = family.HidesFrom(policy);
        var judged = own ?? Judgement.Clean;
        var whole = Of(policy, judged);
        var found = new ChildFindings(target!);
        found.Own(kind, whole.Findings);
        string? broke = null;
        var isConcerned = own is not null;
        foreach (var (child, isInFull) in family.For(policy))
        {
            var isChildOpen = false;
            var by = own is null ? policy.For(child.Key, child.Item, HomeFor(policy), out isChildOpen) : policy;
            isOpen |= isChildOpen;
            if (by is null) continue;
            isConcerned = true;
            var judgement = Run(by, child.Key, by.RulesFor(child.Kind), child.Item, out var fault);
            broke ??= fault is null ? null : $"{child.Key}: {fault}";
            if (evaluation.ChangesAt is { } at && (whole.ChangesAt is not { } first || at < first)) whole = whole with { ChangesAt = at };
            isOpen |= judgement is null or { Incomplete: true };
            if (judgement is null) continue;
            var inScope = Concerning(by, judgement.Findings);
            isOpen |= inScope.IsOpen;
            found.Add(child, inScope.Findings, isInFull);
            if (judgement is { Incomplete: false, Missing: { } missing }) whole = whole with { Missing = whole.Missing ?? missing };
        }

        // who has nothing to say of any kind of object here withdraws what he knew; the others find it mended
        if (!isConcerned && !isOpen && policy.For(key, target!, HomeFor(policy)) is null) return VerdictResult.NotConcerned;
        var inChildren = found.All;
        var result = inChildren.Count > 0 ? VerdictResult.Violated : whole.Result;
        var isClean = ReferenceEquals(judged, Judgement.Clean) && whole is { ChangesAt: null, Missing: null };
        if (result == VerdictResult.Passed && !isOpen && isClean) return result;
        verdict = whole with { Result = result, InChildren = inChildren, IsOpenBelow = isOpen, Fault = broke, IsSpent = isSpent };
        return result;
    }

    private Judgement? Run(Policy policy, in ObjectKey judged, IReadOnlyList<RuleDefinition> rules, KubeObject item, out string? fault)
    {
        fault = null;
        Judgement judgement;
        slot.Enter(policy.Root, judged);
        try
        {
            judgement = evaluation.Run(rules, item);
        }
        catch (RuleFaultException broke)
        {
            policy.State.CountFault($"{judged}: {broke.Message}", broke.IsSpent);
            isSpent |= broke.IsSpent;
            fault = broke.Message;
            return null;
        }
        finally
        {
            slot.Leave();
        }

        if (judgement.ReadImages) policy.State.ReadsImages = true;
        policy.State.EndRow();
        return judgement;
    }

    private Verdict Of(Policy policy, Judgement judgement)
    {
        var inScope = Concerning(policy, judgement.Findings);
        var result = inScope.Findings.Count > 0 ? VerdictResult.Violated : VerdictResult.Passed;
        return new Verdict(
            policy, kind, key, target!.Uid, result, inScope.Findings, judgement.Incomplete || inScope.IsOpen, ChangesAt: judgement.ChangesAt)
        {
            LeftOut = inScope.LeftOut,
            Missing = judgement.Incomplete ? null : judgement.Missing,
        };
    }

    // what a policy's namespaces are holds for the object that it reports on as well
    private ScopedFindings Concerning(Policy policy, IReadOnlyList<Finding> findings)
    {
        if (findings.Count == 0 || findings.All(finding => finding.On is null)) return new ScopedFindings(findings, [], IsOpen: false);
        var within = new List<Finding>();
        var leftOut = new List<ObjectKey>();
        var isOpen = false;
        foreach (var finding in findings)
        {
            var answer = ScopeAnswer.In;
            if (finding.On is { } on)
            {
                var other = Verdict.KeyOf(on);
                answer = policy.Concerns(other, policy.Root.AsksForNamespaceLabels ? NamespaceOf(other) : null);
                if (answer == ScopeAnswer.Out) leftOut.Add(other);
            }

            isOpen |= answer == ScopeAnswer.Unknown;
            if (answer != ScopeAnswer.Out) within.Add(finding);
        }

        return new ScopedFindings(within, leftOut, isOpen);
    }

    // looked for once for all policies that judge the object
    private KubeObject? HomeFor(Policy policy)
    {
        if (!policy.Root.AsksForNamespaceLabels) return null;
        if (!isHomeKnown) (home, isHomeKnown) = (NamespaceOf(key), true);
        return home;
    }

    // not noted: whoever routes changes knows which policies ask for the labels of namespaces
    private KubeObject? NamespaceOf(in ObjectKey of)
    {
        var name = of is { Group: "", Kind: "Namespace" } ? of.Name : of.Namespace;
        return name.Length > 0 && lookup.TryFind(new LookUp("v1", "Namespace", "", name), out var found) ? found : null;
    }

    private readonly record struct ScopedFindings(IReadOnlyList<Finding> Findings, IReadOnlyList<ObjectKey> LeftOut, bool IsOpen);
}
