using System.Runtime.CompilerServices;
using K8GuardScript.Core.Policies;

namespace K8GuardScript.Core.Evaluate;

/// <summary>
/// Finds the policies that have rules for owned objects and none for any of their owners: they judge those in full. Safe from any
/// thread; remembers ids alone, and those only as long as the set of policies lives.
/// </summary>
internal sealed class Overlookers
{
    private readonly ConditionalWeakTable<PolicySet, Dictionary<(Lineage Lineage, bool OfStatus), Wanted?>> known = [];

    /// <summary>Who judges a child in full; null if nobody does.</summary>
    /// <param name="policies">the policies in force</param>
    /// <param name="lineage">the child's kind and those above it</param>
    /// <param name="ofStatus">only those that may read <c>status</c></param>
    public Wanted? Of(PolicySet policies, Lineage lineage, bool ofStatus)
    {
        var answers = known.GetValue(policies, _ => []);
        lock (answers)
        {
            if (answers.TryGetValue((lineage, ofStatus), out var answer)) return answer;
            foreach (var policy in policies.All)
            {
                if (!lineage.IsOverlookedBy(policy) || (ofStatus && !policy.ReadsStatus)) continue;
                answer = answer is { } others ? others.And(Wanted.Only(policy.Id)) : Wanted.Only(policy.Id);
            }

            return answers[(lineage, ofStatus)] = answer;
        }
    }
}
