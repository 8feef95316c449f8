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

    /// <summary>Messages that are to be sent, new or with another time for the next try.</summary>
    public IReadOnlyList<OutboxEntry> Outbox { get; init; } = [];

    /// <summary>Ids of messages that need not be sent any more.</summary>
    public IReadOnlyList<string> Sent { get; init; } = [];

    /// <summary>Small things to remember, by their key.</summary>
    public IReadOnlyList<StoredFact> Facts { get; init; } = [];

    /// <summary>Whether nothing is in it.</summary>
    public bool IsEmpty =>
        Episodes.Count + Warnings.Count + Actions.Count + Outbox.Count + Sent.Count + Facts.Count == 0;
}
