using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Guard;
using K8GuardScript.Core.Guard.Breaking;
using K8GuardScript.Core.Guard.Clocks;
using K8GuardScript.Core.Guard.Pausing;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;

namespace K8GuardScript.Http;

/// <summary>Collects how the guard itself is: what people look at first when nothing happens.</summary>
internal sealed class GuardState(
    Rulebook rulebook, Ledger ledger, KillSwitch killSwitch, Breaker breaker, ILeadership leadership, IClockHealth clock)
{
    public GuardStateAnswer Now()
    {
        var settings = rulebook.Current.Settings;
        var states = ledger.CountStates().GroupBy(count => count.State).ToDictionary(group => group.Key.Word(), group => group.Sum(count => count.Count));
        return new GuardStateAnswer(
            settings.Cluster,
            (settings.Mode ?? Mode.DryRun).Word(),
            killSwitch.Because(settings.Actions),
            killSwitch.IsLiftable(settings.Actions),
            leadership.WhyNot,
            clock.Trouble,
            ledger.Trouble ?? ledger.SafeBecause,
            [.. breaker.Trips.Select(trip => new BreakerAnswer(trip.Policy, trip.At, trip.Why))],
            states,
            ledger.ActionsDone);
    }
}
