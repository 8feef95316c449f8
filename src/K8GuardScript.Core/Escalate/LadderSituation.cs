using K8GuardScript.Core.Settings;

namespace K8GuardScript.Core.Escalate;

/// <summary>What holds for an episode's object and policy at the moment of deciding.</summary>
/// <param name="Mode">the effective mode</param>
/// <param name="Uid">the object's uid now</param>
/// <param name="Revision">the policy's revision now</param>
/// <param name="Dormant">why the object does nothing now (no replicas, suspended, finished, terminating), or null</param>
/// <param name="OwnerCounts">whether somebody hears of it whose acceptance counts towards an action</param>
/// <param name="Recipient">whom a warning would be addressed to now</param>
/// <param name="WarnOnlyBecause">why an action does not come into question for this object, or null: nothing is announced, and what was is void</param>
internal sealed record LadderSituation(
    Mode Mode, string Uid, string Revision, string? Dormant, bool OwnerCounts, string Recipient, string? WarnOnlyBecause)
{
    /// <summary>The exemption that holds now, or null.</summary>
    public Exemption? Exemption { get; init; }

    /// <summary>From when on what was there before its policy is warned of; null if it never is.</summary>
    public DateTimeOffset? WarnsExistingFrom { get; init; }
}
