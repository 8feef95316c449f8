using K8GuardScript.Core.Cluster;
using K8GuardScript.Sdk.Authoring;

namespace K8GuardScript.Core.Record;

/// <summary>The life of one violation, as the ledger knows it.</summary>
/// <remarks>
/// A hundred thousand of them live in memory, so instants are kept as UTC ticks; 0 for none.
/// </remarks>
internal sealed record Episode
{
    private readonly long firstSeen;
    private readonly long openedAt;
    private readonly long closedAt;
    private readonly long toldAt;
    private readonly long heldUntil;

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

    /// <summary>Open, contained or exempt: the object is looked at for it.</summary>
    public bool IsAlive => State is EpisodeState.Open or EpisodeState.Contained or EpisodeState.Exempt;

    /// <summary>
    /// It was there before its policy was: it is shown, warned of only if the settings say so, and never acted on. Ends when it opens anew.
    /// </summary>
    public bool IsBaseline { get; init; }

    /// <summary>When it was first seen at all.</summary>
    public required DateTimeOffset FirstSeen
    {
        get => new(firstSeen, TimeSpan.Zero);
        init => firstSeen = value.UtcTicks;
    }

    /// <summary>When it opened last: a fixed violation that comes back opens again, and keeps its count.</summary>
    public required DateTimeOffset OpenedAt
    {
        get => new(openedAt, TimeSpan.Zero);
        init => openedAt = value.UtcTicks;
    }

    /// <summary>When it left <see cref="EpisodeState.Open"/>, or null.</summary>
    public DateTimeOffset? ClosedAt
    {
        get => Instant(closedAt);
        init => closedAt = value?.UtcTicks ?? 0;
    }

    /// <summary>Warnings that a counting channel accepted.</summary>
    public int AcceptedWarnings { get; init; }

    /// <summary>The latest of them.</summary>
    public AcceptedWarning? LastWarning { get; init; }

    /// <summary>Messages about it that anybody accepted, whether they count or not.</summary>
    public int Told { get; init; }

    /// <summary>When the latest of those was accepted.</summary>
    public DateTimeOffset? ToldAt
    {
        get => Instant(toldAt);
        init => toldAt = value?.UtcTicks ?? 0;
    }

    /// <summary>How often an action was undone by somebody else.</summary>
    public int Reverts { get; init; }

    /// <summary>Who undid the latest one, for people, such as <c>HorizontalPodAutoscaler web</c>; null if nobody did, or it is not known yet.</summary>
    public string? RevertedBy { get; init; }

    /// <summary>The action that contains it, or null.</summary>
    public string? ActionId { get; init; }

    /// <summary>Nothing is told or done about it before this instant, as somebody undid an action; or null.</summary>
    public DateTimeOffset? HeldUntil
    {
        get => Instant(heldUntil);
        init => heldUntil = value?.UtcTicks ?? 0;
    }

    private static DateTimeOffset? Instant(long ticks) => ticks == 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero);
}
