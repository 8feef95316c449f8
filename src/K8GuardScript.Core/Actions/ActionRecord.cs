using K8GuardScript.Core.Actions.Planning;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Actions;

/// <summary>One change to the cluster: stored before it is made, and again with what came of it.</summary>
internal sealed record ActionRecord
{
    /// <summary>Stands for the guard itself in <see cref="By"/>.</summary>
    public const string Guard = "k8guard";

    /// <summary>Unique; the changed object carries it in an annotation.</summary>
    public required string Id { get; init; }

    /// <summary>The policy that wanted it.</summary>
    public required string Policy { get; init; }

    /// <summary>The object that it changes.</summary>
    public required ObjectKey Target { get; init; }

    /// <summary>The violation that led to it, or to the action that it undoes; null for what a schedule wished.</summary>
    public EpisodeKey? Episode { get; init; }

    /// <summary>What let it happen.</summary>
    public ActionCause Cause { get; init; }

    /// <summary>Which run of a schedule wished it, or wished the action that it undoes; or null.</summary>
    public string? Run { get; init; }

    /// <summary>The action that it undoes, or null.</summary>
    public string? Undoes { get; init; }

    /// <summary>The action that it is part of, such as the suspension of the CronJob whose Job this is; or null.</summary>
    public string? PartOf { get; init; }

    /// <summary>Who wanted it: <c>k8guard</c>, or how a person gave a name. For people.</summary>
    public string By { get; init; } = Guard;

    /// <summary>Whether a person wanted it, and not the guard by itself.</summary>
    public bool IsByAPerson => By != Guard;

    /// <summary>Whether it takes its object away: a deletion, or the eviction of a pod.</summary>
    public bool Removes => Cause != ActionCause.Undo
        && (Verb == ActionVerb.Delete || (Verb == ActionVerb.Stop && ActionPlanner.Sort(Kind) == StopSort.Evict));

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

    /// <summary>What the changed field held before, as JSON: <c>3</c>, <c>false</c>, <c>{"disk":"ssd"}</c>; empty where the object was removed.</summary>
    public string Previous { get; init; } = "";

    /// <summary>
    /// The whole object as it was, as JSON: what is needed to create it again. Given with the intent of an action that removes it, and kept
    /// in the store alone; see <see cref="Ledger.Manifest"/>.
    /// </summary>
    public string? Manifest { get; init; }
}
