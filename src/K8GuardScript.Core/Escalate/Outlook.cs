using K8GuardScript.Core.Guard.Rails;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Escalate;

/// <summary>Where an episode stands, and what comes next: what the ladder decided, on what grounds.</summary>
/// <param name="Episode">the episode</param>
/// <param name="Policy">the policy in its present revision; where an override holds for the object, the variant that it makes</param>
/// <param name="Situation">what holds for the object now</param>
/// <param name="Recipient">who hears of it</param>
/// <param name="Step">what is due</param>
internal sealed record Outlook(Episode Episode, Policy Policy, LadderSituation Situation, Recipient Recipient, LadderStep Step)
{
    /// <summary>What the guard rails are asked before anything is done about it; null where nobody looked at an object.</summary>
    public RailQuestion? Question { get; init; }
}
