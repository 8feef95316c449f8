using K8GuardScript.Core.Cluster;
using K8GuardScript.Sdk.Authoring;

namespace K8GuardScript.Core.Record;

/// <summary>The life of one violation, as the ledger knows it.</summary>
internal sealed record Episode
{
    /// <summary>Which violation.</summary>
    public required EpisodeKey Key { get; init; }

    /// <summary>The object's kind in the version in which it is watched.</summary>
    public required KindName Kind { get; init; }

    /// <summary>The object's uid when it was last judged.</summary>
    public required string Uid { get; init; }

    /// <summary>Revision of the policy that judged it last.</summary>
    public required string Revision { get; init; }

    /// <summary>The type that K8Guard's clients know, such as <c>IMAGE_REPO</c>.</summary>
    public required string Code { get; init; }

    /// <summary>How bad.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The exact JSON path of the latest finding.</summary>
    public required string Path { get; init; }

    /// <summary>The latest finding's words.</summary>
    public required string Message { get; init; }

    /// <summary>Where it stands.</summary>
    public EpisodeState State { get; init; }

    /// <summary>Open or contained: it counts as a violation now, and the object is looked at for it.</summary>
    public bool IsAlive => State is EpisodeState.Open or EpisodeState.Contained;

    /// <summary>When it was first seen at all.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>When it opened last: a fixed violation that comes back opens again, and keeps its count.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it left <see cref="EpisodeState.Open"/>, or null.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Warnings that a counting channel accepted.</summary>
    public int AcceptedWarnings { get; init; }

    /// <summary>The latest of them.</summary>
    public AcceptedWarning? LastWarning { get; init; }

    /// <summary>Messages about it that anybody accepted, whether they count or not.</summary>
    public int Told { get; init; }

    /// <summary>When the latest of those was accepted.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>How often an action was undone by somebody else.</summary>
    public int Reverts { get; init; }

    /// <summary>The action that contains it, or null.</summary>
    public string? ActionId { get; init; }
}
