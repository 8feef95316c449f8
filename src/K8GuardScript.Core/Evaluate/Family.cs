using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Policies;

namespace K8GuardScript.Core.Evaluate;

/// <param name="Standing">where the object is judged</param>
/// <param name="IsFollowed">whether what lies below its owner is judged with that</param>
/// <param name="Kind">the object's kind</param>
/// <param name="Above">the kinds of those that answer for it, where that depends on the policy</param>
/// <param name="Hidden">kinds below it that are not seen</param>
/// <param name="Deviating">what lies below it and has what its owner's template does not have</param>
/// <param name="All">all that lies below it</param>
internal sealed record Family(
    Standing Standing,
    bool IsFollowed,
    KindName Kind,
    IReadOnlyList<KindName> Above,
    IReadOnlyList<KindName> Hidden,
    IReadOnlyList<OwnedObject> Deviating,
    Func<IReadOnlyList<OwnedObject>> All)
{
    /// <summary>Of an object that answers for itself alone.</summary>
    public static Family None { get; } = new(Standing.Top, true, default, [], [], [], () => []);

    /// <summary>Whether this policy does not judge the object because it judges, or would judge, another one for it.</summary>
    public bool IsLeftTo(Policy policy) => Standing switch
    {
        Standing.Top => false,
        Standing.Owned when IsFollowed => true,
        Standing.Waiting => true,
        _ => Above.Any(policy.Judges),
    };

    /// <summary>Whether anything below is to be judged by a policy that has rules for the object itself, or can't be seen.</summary>
    public bool HasChildrenFor(Policy policy)
    {
        for (var i = 0; i < Deviating.Count; i++)
        {
            if (policy.RulesFor(Deviating[i].Kind).Count > 0) return true;
        }

        return HidesFrom(policy);
    }

    /// <summary>Whether something below that a policy would judge can't be seen.</summary>
    public bool HidesFrom(Policy policy)
    {
        for (var i = 0; i < Hidden.Count; i++)
        {
            if (policy.RulesFor(Hidden[i]).Count > 0) return true;
        }

        return false;
    }

    /// <summary>What lies below and is judged by a policy, in full where it has no rules for any owner of it.</summary>
    public IEnumerable<(OwnedObject Child, bool IsInFull)> For(Policy policy)
    {
        var isTopJudged = policy.RulesFor(Kind).Count > 0;
        foreach (var child in isTopJudged ? Deviating : All())
        {
            if (policy.RulesFor(child.Kind).Count == 0) continue;
            var isInFull = !isTopJudged && !IsAnyJudged(policy, child.Owner);
            if (isInFull || child.Deviates) yield return (child, isInFull);
        }
    }

    private static bool IsAnyJudged(Policy policy, OwnedObject? owner)
    {
        for (; owner is not null; owner = owner.Owner)
        {
            if (policy.RulesFor(owner.Kind).Count > 0) return true;
        }

        return false;
    }
}
