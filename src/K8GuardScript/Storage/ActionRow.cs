using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Storage;

/// <summary>An action as a row.</summary>
internal sealed class ActionRow
{
    public const string Select = """
        SELECT id AS Id, policy AS Policy, api_group AS ApiGroup, kind AS Kind, namespace AS Namespace, name AS Name, place AS Place,
               version AS Version, uid AS Uid, verb AS Verb, outcome AS Outcome, revision AS Revision, state AS State, note AS Note,
               intended_at AS IntendedAt, finished_at AS FinishedAt, before AS Before
        FROM action ORDER BY intended_at, id
        """;

    public const string Upsert = """
        INSERT INTO action VALUES (
            @Id, @Policy, @ApiGroup, @Kind, @Namespace, @Name, @Place, @Version, @Uid, @Verb, @Outcome, @Revision, @State, @Note,
            @IntendedAt, @FinishedAt, @Before)
        ON CONFLICT DO UPDATE SET state = excluded.state, note = excluded.note, finished_at = excluded.finished_at
        """;

    public required string Id { get; init; }

    public required string Policy { get; init; }

    public required string ApiGroup { get; init; }

    public required string Kind { get; init; }

    public required string Namespace { get; init; }

    public required string Name { get; init; }

    public required string Place { get; init; }

    public required string Version { get; init; }

    public required string Uid { get; init; }

    public required string Verb { get; init; }

    public required string Outcome { get; init; }

    public required string Revision { get; init; }

    public required string State { get; init; }

    public required string Note { get; init; }

    public required long IntendedAt { get; init; }

    public long? FinishedAt { get; init; }

    public required string Before { get; init; }

    public static ActionRow Of(ActionRecord action) => new()
    {
        Id = action.Id,
        Policy = action.Episode.Policy,
        ApiGroup = action.Episode.Object.Group,
        Kind = action.Episode.Object.Kind,
        Namespace = action.Episode.Object.Namespace,
        Name = action.Episode.Object.Name,
        Place = action.Episode.Place,
        Version = action.Kind.Version,
        Uid = action.Uid,
        Verb = action.Verb.ToString(),
        Outcome = action.Outcome,
        Revision = action.Revision,
        State = action.State.Word(),
        Note = action.Note,
        IntendedAt = Instant.Of(action.IntendedAt),
        FinishedAt = Instant.Of(action.FinishedAt),
        Before = action.Before,
    };

    public ActionRecord ToRecord() => new()
    {
        Id = Id,
        Episode = new EpisodeKey(Policy, new ObjectKey(ApiGroup, Kind, Namespace, Name), Place),
        Kind = new KindName(ApiGroup, Version, Kind),
        Uid = Uid,
        Verb = Enum.Parse<ActionVerb>(Verb),
        Outcome = Outcome,
        Revision = Revision,
        State = ActionStates.Parse(State),
        Note = Note,
        IntendedAt = Instant.From(IntendedAt),
        FinishedAt = Instant.From(FinishedAt),
        Before = Before,
    };
}
