using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Actions;

/// <summary>One change to the cluster: stored before it is made, and again with what came of it.</summary>
internal sealed record ActionRecord
{
    /// <summary>Unique; the changed object carries it in an annotation.</summary>
    public required string Id { get; init; }

    /// <summary>What led to it.</summary>
    public required EpisodeKey Episode { get; init; }

    /// <summary>The object's kind in the version in which it is addressed.</summary>
    public required KindName Kind { get; init; }

    /// <summary>The uid that the object had.</summary>
    public required string Uid { get; init; }

    /// <summary>What was to be done.</summary>
    public required ActionVerb Verb { get; init; }

    /// <summary>The same in words: <c>scaled to 0</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>The policy's revision that led to it.</summary>
    public required string Revision { get; init; }

    /// <summary>How far it came.</summary>
    public required ActionState State { get; init; }

    /// <summary>Why it was refused, or what is not known; else empty.</summary>
    public string Note { get; init; } = "";

    /// <summary>When it was decided.</summary>
    public required DateTimeOffset IntendedAt { get; init; }

    /// <summary>When its outcome was known, or null.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The object as it was before, as JSON: what an undo needs.</summary>
    public required string Before { get; init; }
}
