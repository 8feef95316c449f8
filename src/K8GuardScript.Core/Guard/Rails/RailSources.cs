using K8GuardScript.Core.Actions.Planning;
using K8GuardScript.Core.Guard.Breaking;
using K8GuardScript.Core.Guard.Clocks;
using K8GuardScript.Core.Guard.Pausing;
using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Guard.Rails;

/// <summary>What the guard rails look at, beside what they are asked about.</summary>
internal sealed record RailSources
{
    public required Ledger Ledger { get; init; }

    public required KillSwitch KillSwitch { get; init; }

    public required ILeadership Leadership { get; init; }

    public required IClockHealth Clock { get; init; }

    public required IRevisionAges Ages { get; init; }

    public required Breaker Breaker { get; init; }

    /// <summary>Which kinds have a scale subresource; null for none but built-in ones.</summary>
    public IScalableKinds? Scalable { get; init; }

    /// <summary>The namespace in which the guard runs, or null outside a cluster.</summary>
    public string? OwnNamespace { get; init; }
}
