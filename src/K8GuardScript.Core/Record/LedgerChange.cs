using K8GuardScript.Core.Actions;

namespace K8GuardScript.Core.Record;

/// <summary>What is written together, or not at all.</summary>
internal sealed record LedgerChange
{
    /// <summary>Episodes in their new state.</summary>
    public IReadOnlyList<Episode> Episodes { get; init; } = [];

    /// <summary>Warnings that somebody took.</summary>
    public IReadOnlyList<GivenWarning> Warnings { get; init; } = [];

    /// <summary>Actions in their new state.</summary>
    public IReadOnlyList<ActionRecord> Actions { get; init; } = [];
}
