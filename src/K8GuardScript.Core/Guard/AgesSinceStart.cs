using System.Collections.Concurrent;
using K8GuardScript.Core.Policies;

namespace K8GuardScript.Core.Guard;

/// <summary>Takes every revision for new that this process has not been asked about before.</summary>
internal sealed class AgesSinceStart(TimeProvider clock) : IRevisionAges
{
    private readonly ConcurrentDictionary<(string Policy, string Revision), DateTimeOffset> known = new();

    /// <inheritdoc />
    public DateTimeOffset? Since(Policy policy) => known.GetOrAdd((policy.Id, policy.Revision), _ => clock.GetUtcNow());
}
