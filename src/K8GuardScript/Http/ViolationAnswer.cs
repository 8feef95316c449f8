using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Settings;

namespace K8GuardScript.Http;

/// <summary>One violation, as the API tells it.</summary>
internal sealed record ViolationAnswer
{
    /// <summary>Id of the policy.</summary>
    public required string Policy { get; init; }

    /// <summary>The type that K8Guard's clients know, such as <c>IMAGE_REPO</c>.</summary>
    public required string Code { get; init; }

    /// <summary><c>low</c>, <c>medium</c>, <c>high</c> or <c>critical</c>.</summary>
    public required string Severity { get; init; }

    public required string ApiVersion { get; init; }

    public required string Kind { get; init; }

    /// <summary>Empty for cluster-scoped kinds.</summary>
    public required string Namespace { get; init; }

    public required string Name { get; init; }

    public required string Uid { get; init; }

    /// <summary>The exact JSON path.</summary>
    public required string Path { get; init; }

    public required string Message { get; init; }

    /// <summary>The object at which it was found, where that is another one; else null.</summary>
    public SourceAnswer? Source { get; init; }

    /// <summary>The kind of objects below in which it was found, such as <c>Pod</c>; null for the object itself.</summary>
    public string? Child { get; init; }

    /// <summary><c>open</c>, <c>contained</c>, <c>exempt</c>, <c>resolved</c> or <c>withdrawn</c>.</summary>
    public required string State { get; init; }

    public required DateTimeOffset FirstSeen { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Warnings that count: a channel of the owner accepted them.</summary>
    public required int Warnings { get; init; }

    /// <summary>How many warnings come before the action; null if the policy is not in force.</summary>
    public int? WarningsOf { get; init; }

    /// <summary>When the latest of them was accepted.</summary>
    public DateTimeOffset? LastWarningAt { get; init; }

    /// <summary>Who hears of it; null if the policy is not in force.</summary>
    public string? Owner { get; init; }

    /// <summary>The effective mode: <c>dry-run</c>, <c>safe</c> or <c>act</c>; null if the policy is not in force.</summary>
    public string? Mode { get; init; }

    /// <summary>What comes next, for people.</summary>
    public required string Next { get; init; }

    /// <summary>When it comes, if that is known.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>The policy's revision that judged it last.</summary>
    public required string Revision { get; init; }

    /// <summary>The action that contains it, or null.</summary>
    public string? ActionId { get; init; }

    /// <summary>Why it is exempt, or null.</summary>
    public ExemptionAnswer? Exemption { get; init; }

    public static ViolationAnswer Of(Episode episode, Outlook? outlook, Exemption? exemption = null)
    {
        var (next, nextAt) = Explain(outlook);
        return new ViolationAnswer
        {
            Policy = episode.Key.Policy,
            Code = episode.Code,
            Severity = episode.Severity.ToString().ToLowerInvariant(),
            ApiVersion = episode.Kind.ApiVersion,
            Kind = episode.Kind.Kind,
            Namespace = episode.Key.Object.Namespace,
            Name = episode.Key.Object.Name,
            Uid = episode.Uid,
            Path = episode.Path,
            Message = episode.Message,
            Source = SourceAnswer.Of(episode.Key.Source),
            Child = episode.Key.Child,
            State = episode.State.Word(),
            FirstSeen = episode.FirstSeen,
            OpenedAt = episode.OpenedAt,
            Warnings = episode.AcceptedWarnings,
            WarningsOf = outlook?.Policy.Ladder.Warnings,
            LastWarningAt = episode.LastWarning?.AcceptedAt,
            Owner = outlook?.Recipient.Name,
            Mode = outlook?.Situation.Mode.Word(),
            Next = next,
            NextAt = nextAt,
            Revision = episode.Revision,
            ActionId = episode.ActionId,
            Exemption = ExemptionAnswer.Of(exemption),
        };
    }

    private static (string Next, DateTimeOffset? At) Explain(Outlook? outlook) => outlook?.Step switch
    {
        null => ("nothing: the policy is not in force", null),
        LadderStep.Wait wait => (wait.For, wait.Until),
        LadderStep.Hold hold => (hold.Why, null),
        LadderStep.Warn { IsLast: true } => ("last warning, now", null),
        LadderStep.Warn warn => ($"warning {warn.Ordinal} of {warn.Of}, now", null),
        _ => ("action, now", null),
    };
}
