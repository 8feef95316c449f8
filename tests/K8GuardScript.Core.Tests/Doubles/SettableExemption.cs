using K8GuardScript.Core.Exemptions;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Scopes;
using K8GuardScript.Core.Settings;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Tests.Doubles;

/// <summary>Covers everything for two days from noon on, unless it is set.</summary>
internal sealed class SettableExemption : IExemptions
{
    public DateTimeOffset? Ends { get; set; } = Some.Noon.AddDays(2);

    public Exemption? For(EpisodeKey key, KubeObject? target, KubeObject? ns, DateTimeOffset now) =>
        now < Ends ? new Exemption(["*"], Scope.Everything, "agreed", "", Ends.Value, "f.yaml(1,1)") : null;
}
