using System.Diagnostics.Metrics;
using K8GuardScript.Core.Guard.Breaking;
using K8GuardScript.Core.Guard.Pausing;
using K8GuardScript.Core.Policies;

namespace K8GuardScript.Metrics;

/// <summary>Reads what keeps the guard from acting now, at each scrape.</summary>
internal sealed class RailGauges(Breaker breaker, KillSwitch killSwitch, Rulebook rulebook)
{
    private const int MostPolicies = 500;

    /// <summary>1 while it is paused, by whatever, else 0.</summary>
    public int Paused() => killSwitch.Because(rulebook.Current.Settings.Actions) is null ? 0 : 1;

    /// <summary>1 for each policy that tripped, 0 for each other that is in force.</summary>
    public IEnumerable<Measurement<int>> BreakerTripped()
    {
        var tripped = breaker.Trips.Select(trip => trip.Policy).ToHashSet(StringComparer.Ordinal);
        return tripped.Concat(rulebook.Current.Policies.All.Select(policy => policy.Id)).Distinct(StringComparer.Ordinal).Take(MostPolicies)
            .Select(policy => new Measurement<int>(tripped.Contains(policy) ? 1 : 0, new KeyValuePair<string, object?>("policy", policy)));
    }
}
