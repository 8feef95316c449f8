using System.Globalization;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Show;

namespace K8GuardScript.Worker;

/// <summary>
/// Tells of policies that take long, and parks those that take far too long, or spend all they may on one object after another: the
/// others would wait for them.
/// </summary>
internal sealed class CostlyPolicies(Quarantine quarantine, Rulebook rulebook, HappeningLog happenings)
{
    /// <summary>Looks at every policy in force; those that are too costly are out until they are changed.</summary>
    public void Look()
    {
        foreach (var policy in rulebook.Current.Policies.All)
        {
            if (policy.State.IsTooCostly) Park(policy);
            else if (policy.State.IsSlowedToTell()) TellSlowed(policy);
        }
    }

    private void Park(Policy policy)
    {
        var mark = new RunMark(policy.Id, policy.Version, "");
        var why = policy.State.HasSpentAll
            ? $"it spent all it may on {PolicyCounters.MostSpentRuns} runs in a row, at last on {policy.State.LastFault}"
            : $"its last {RunTimes.Runs} runs took {Mean(policy)} ms each on average, and more than {Milliseconds(RunTimes.MostTime)} ms is too long";
        quarantine.Park(mark, why);
        rulebook.Remove(mark.Name, mark.Version);
        happenings.Tell(HappeningKind.Fault, $"policy `{policy.Id}` is out of force until it is changed: {why}", policy.Id);
    }

    private void TellSlowed(Policy policy)
    {
        var told = $"policy `{policy.Id}` is slowed down: its last {RunTimes.Runs} runs took {Mean(policy)} ms each on average, and a policy "
            + $"that takes more than {Milliseconds(RunTimes.Budget)} ms is judged apart, after the others, until it is quick again";
        happenings.Tell(HappeningKind.Fault, told, policy.Id);
    }

    private static string Mean(Policy policy) => Milliseconds(policy.State.Times.Mean);

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
}
