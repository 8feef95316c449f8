using K8GuardScript.Core.Exemptions;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Settings;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Tests.Doubles;

/// <summary>Nothing is excepted.</summary>
internal sealed class NoExemptions : IExemptions
{
    /// <inheritdoc />
    public Exemption? For(EpisodeKey key, KubeObject? target, KubeObject? ns, DateTimeOffset now) => null;
}
