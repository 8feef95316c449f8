using K8GuardScript.Core.Cluster;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Schedules;

/// <summary>One change that a run of a schedule wants: an action on an object, or one action undone.</summary>
internal sealed record Wish
{
    /// <summary>The run's id.</summary>
    public required string Run { get; init; }

    /// <summary>The schedule that runs.</summary>
    public required ScheduleKey Schedule { get; init; }

    /// <summary>The object's kind in the version in which it was seen.</summary>
    public required KindName Kind { get; init; }

    /// <summary>The object.</summary>
    public required ObjectKey Target { get; init; }

    /// <summary>Its uid: another object of this name is not meant.</summary>
    public required string Uid { get; init; }

    /// <summary>What to do; for an undo, what was done.</summary>
    public required ActionVerb Verb { get; init; }

    /// <summary>What a label or an annotation is to say; null for every other action.</summary>
    public ActionMark? Mark { get; init; }

    /// <summary>The action to undo; null for a new one.</summary>
    public string? Undoes { get; init; }
}
