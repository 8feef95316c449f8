using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Settings;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Guard.Rails;

/// <summary>May this be done to this object?</summary>
internal sealed record RailQuestion
{
    public required ActionCause Cause { get; init; }

    public required ActionVerb Verb { get; init; }

    /// <summary>The policy, or the variant of it, that holds for the object.</summary>
    public required Policy Policy { get; init; }

    public required GuardSettings Settings { get; init; }

    /// <summary>The effective mode for the object.</summary>
    public required Mode Mode { get; init; }

    /// <summary>The object's kind in the version in which it is watched.</summary>
    public required KindName Kind { get; init; }

    public required ObjectKey Target { get; init; }

    /// <summary>The violation that it is about; null for what a schedule wishes.</summary>
    public EpisodeKey? Episode { get; init; }

    /// <summary>The object, from the store or just read; null if it is not there.</summary>
    public required KubeObject? Object { get; init; }

    /// <summary>Its namespace likewise; null for a cluster-scoped object, or if it is not known.</summary>
    public required KubeObject? Namespace { get; init; }

    /// <summary>The guard's time.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>
    /// Names of the field managers that own what the action would change, where the object was read lately; null from the store, which
    /// does not keep them.
    /// </summary>
    public IReadOnlyList<string>? Managers { get; init; }

    /// <summary>Why the server will not have the object read, in its words; else null.</summary>
    public string? WhyUnread { get; init; }
}
