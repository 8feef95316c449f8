using System.Diagnostics.Metrics;
using K8GuardScript.Core.Exemptions;

namespace K8GuardScript.Metrics;

/// <summary>Reads what the metrics tell of exemptions.</summary>
internal sealed class ExemptionGauges(ExemptionBook exemptions, TimeProvider clock)
{
    public IEnumerable<Measurement<int>> Exemptions()
    {
        var ends = exemptions.EndsBefore(clock.GetUtcNow());
        var counts = exemptions.Current.All.CountBy(exemption => ExemptionStates.Of(exemption.Expires, ends)).ToDictionary();
        return Enum.GetValues<ExemptionState>()
            .Select(state => new Measurement<int>(counts.GetValueOrDefault(state), new KeyValuePair<string, object?>("state", state.Word())));
    }
}
