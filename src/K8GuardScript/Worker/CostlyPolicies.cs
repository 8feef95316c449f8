using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Show;

namespace K8GuardScript.Worker;

/// <summary>Parks policies that spend all they may on one object after another: the others would wait for them.</summary>
internal sealed class CostlyPolicies(Quarantine quarantine, Rulebook rulebook, HappeningLog happenings)
{
    /// <summary>Looks at every policy in force; those that are too costly are out until they are changed.</summary>
    public void Park()
    {
        foreach (var policy in rulebook.Current.Policies.All.Where(policy => policy.State.IsTooCostly))
        {
            var mark = new RunMark(policy.Id, policy.Version, "");
            var why = $"it spent all it may on {PolicyCounters.MostSpentRuns} objects in a row, at last on {policy.State.LastFault}";
            quarantine.Park(mark, why);
            rulebook.Remove(mark.Name, mark.Version);
            happenings.Tell(HappeningKind.Fault, $"policy `{policy.Id}` is out of force until it is changed: {why}", policy.Id);
        }
    }
}
