using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Storage;

/// <summary>An episode as a row: instants in milliseconds since 1970, enumerations as words.</summary>
internal sealed class EpisodeRow
{
    public const string Select = """
        SELECT policy AS Policy, api_group AS ApiGroup, kind AS Kind, namespace AS Namespace, name AS Name, place AS Place,
               version AS Version, uid AS Uid, revision AS Revision, code AS Code, severity AS Severity, path AS Path,
               message AS Message, state AS State, first_seen AS FirstSeen, opened_at AS OpenedAt, closed_at AS ClosedAt,
               accepted_warnings AS AcceptedWarnings, warned_at AS WarnedAt, warned_uid AS WarnedUid,
               warned_revision AS WarnedRevision, warned_action AS WarnedAction, warned_channel AS WarnedChannel, warned_recipient AS WarnedRecipient,
               told AS Told, told_at AS ToldAt, reverts AS Reverts, action_id AS ActionId,
               source_group AS SourceGroup, source_kind AS SourceKind, source_namespace AS SourceNamespace, source_name AS SourceName,
               child AS Child
        FROM episode
        """;

    public const string Upsert = """
        INSERT INTO episode VALUES (
            @Policy, @ApiGroup, @Kind, @Namespace, @Name, @Place, @Version, @Uid, @Revision, @Code, @Severity, @Path, @Message, @State,
            @FirstSeen, @OpenedAt, @ClosedAt, @AcceptedWarnings, @WarnedAt, @WarnedUid, @WarnedRevision, @WarnedAction, @WarnedChannel, @WarnedRecipient,
            @Told, @ToldAt, @Reverts, @ActionId, @SourceGroup, @SourceKind, @SourceNamespace, @SourceName, @Child)
        ON CONFLICT DO UPDATE SET
            version = excluded.version, uid = excluded.uid, revision = excluded.revision, code = excluded.code,
            severity = excluded.severity, path = excluded.path, message = excluded.message, state = excluded.state,
            first_seen = excluded.first_seen, opened_at = excluded.opened_at, closed_at = excluded.closed_at,
            accepted_warnings = excluded.accepted_warnings, warned_at = excluded.warned_at, warned_uid = excluded.warned_uid,
            warned_revision = excluded.warned_revision, warned_action = excluded.warned_action,
            warned_channel = excluded.warned_channel, warned_recipient = excluded.warned_recipient, told = excluded.told, told_at = excluded.told_at,
            reverts = excluded.reverts, action_id = excluded.action_id
        """;

    public required string Policy { get; init; }

    public required string ApiGroup { get; init; }

    public required string Kind { get; init; }

    public required string Namespace { get; init; }

    public required string Name { get; init; }

    public required string Place { get; init; }

    public required string Version { get; init; }

    public required string Uid { get; init; }

    public required string Revision { get; init; }

    public required string Code { get; init; }

    public required string Severity { get; init; }

    public required string Path { get; init; }

    public required string Message { get; init; }

    public required string State { get; init; }

    public required long FirstSeen { get; init; }

    public required long OpenedAt { get; init; }

    public long? ClosedAt { get; init; }

    public required long AcceptedWarnings { get; init; }

    public long? WarnedAt { get; init; }

    public string? WarnedUid { get; init; }

    public string? WarnedRevision { get; init; }

    public string? WarnedAction { get; init; }

    public string? WarnedChannel { get; init; }

    public string? WarnedRecipient { get; init; }

    public required long Told { get; init; }

    public long? ToldAt { get; init; }

    public required long Reverts { get; init; }

    public string? ActionId { get; init; }

    public required string SourceGroup { get; init; }

    /// <summary>Empty where the object itself was judged.</summary>
    public required string SourceKind { get; init; }

    public required string SourceNamespace { get; init; }

    public required string SourceName { get; init; }

    /// <summary>Empty where it was found in the object itself.</summary>
    public required string Child { get; init; }

    public static EpisodeRow Of(Episode episode) => new()
    {
        Policy = episode.Key.Policy,
        ApiGroup = episode.Key.Object.Group,
        Kind = episode.Key.Object.Kind,
        Namespace = episode.Key.Object.Namespace,
        Name = episode.Key.Object.Name,
        Place = episode.Key.Place,
        Version = episode.Kind.Version,
        Uid = episode.Uid,
        Revision = episode.Revision,
        Code = episode.Code,
        Severity = episode.Severity.ToString(),
        Path = episode.Path,
        Message = episode.Message,
        State = episode.State.Word(),
        FirstSeen = Instant.Of(episode.FirstSeen),
        OpenedAt = Instant.Of(episode.OpenedAt),
        ClosedAt = Instant.Of(episode.ClosedAt),
        AcceptedWarnings = episode.AcceptedWarnings,
        WarnedAt = Instant.Of(episode.LastWarning?.AcceptedAt),
        WarnedUid = episode.LastWarning?.Uid,
        WarnedRevision = episode.LastWarning?.Revision,
        WarnedAction = episode.LastWarning?.AnnouncedAction.ToString(),
        WarnedChannel = episode.LastWarning?.Channel,
        WarnedRecipient = episode.LastWarning?.Recipient,
        Told = episode.Told,
        ToldAt = Instant.Of(episode.ToldAt),
        Reverts = episode.Reverts,
        ActionId = episode.ActionId,
        SourceGroup = episode.Key.Source?.Group ?? "",
        SourceKind = episode.Key.Source?.Kind ?? "",
        SourceNamespace = episode.Key.Source?.Namespace ?? "",
        SourceName = episode.Key.Source?.Name ?? "",
        Child = episode.Key.Child ?? "",
    };

    private ObjectKey? Source => SourceKind.Length == 0 ? null : new ObjectKey(SourceGroup, SourceKind, SourceNamespace, SourceName);

    public Episode ToEpisode() => new()
    {
        Key = new EpisodeKey(Policy, new ObjectKey(ApiGroup, Kind, Namespace, Name), Place, Source, Child.Length == 0 ? null : Child),
        Kind = new KindName(ApiGroup, Version, Kind),
        Uid = Uid,
        Revision = Revision,
        Code = Code,
        Severity = Enum.Parse<Severity>(Severity),
        Path = Path,
        Message = Message,
        State = EpisodeStates.Parse(State),
        FirstSeen = Instant.From(FirstSeen),
        OpenedAt = Instant.From(OpenedAt),
        ClosedAt = Instant.From(ClosedAt),
        AcceptedWarnings = (int)AcceptedWarnings,
        LastWarning = WarnedAt is { } at
            ? new AcceptedWarning(Instant.From(at), WarnedUid!, WarnedRevision!, Enum.Parse<ActionVerb>(WarnedAction!), WarnedChannel!, WarnedRecipient!)
            : null,
        Told = (int)Told,
        ToldAt = Instant.From(ToldAt),
        Reverts = (int)Reverts,
        ActionId = ActionId,
    };
}
