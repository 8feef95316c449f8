using K8GuardScript.Core.Record;
using K8GuardScript.Core.Settings;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Exemptions;

/// <summary>Says whether a violation is excepted now, by a file or by a snooze. Safe from any thread; quick; no I/O.</summary>
internal interface IExemptions
{
    /// <summary>The exemption that holds for a violation; of several the one that ends last.</summary>
    /// <param name="key">which violation</param>
    /// <param name="target">the object that it is about; null if it is not there, which nothing with a condition on it covers</param>
    /// <param name="ns">its namespace; null for a cluster-scoped object, or if it is not known, which nothing with a condition on it covers</param>
    /// <param name="now">the guard's time</param>
    /// <returns>null if none does</returns>
    Exemption? For(EpisodeKey key, KubeObject? target, KubeObject? ns, DateTimeOffset now);
}
