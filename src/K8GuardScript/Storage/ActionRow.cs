using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Storage;

/// <summary>An action as a row.</summary>
internal sealed class ActionRow
{
    private const string Fields = """
        id AS Id, policy AS Policy, api_group AS ApiGroup, kind AS Kind, namespace AS Namespace, name AS Name, place AS Place,
        version AS Version, uid AS Uid, verb AS Verb, outcome AS Outcome, revision AS Revision, state AS State, note AS Note,
        intended_at AS IntendedAt, finished_at AS FinishedAt, cause AS Cause, run AS Run, undoes AS Undoes, part_of AS PartOf,
        wanted_by AS By, previous AS Previous
        """;

    /// <summary>Every column but the seal.</summary>
    public static readonly string[] Columns =
    [
        "id", "policy", "api_group", "kind", "namespace", "name", "place", "version", "uid", "verb", "outcome", "revision", "state", "note",
        "intended_at", "finished_at", "cause", "run", "undoes", "part_of", "wanted_by", "previous", "manifest",
    ];

    /// <summary>What a condition can be put after.</summary>
    public const string SelectSome = $"SELECT {Fields} FROM action";

    /// <summary>Every one, oldest first.</summary>
    public const string SelectAll = $"{SelectSome} ORDER BY intended_at, id";

    /// <summary>The latest ones, those whose outcome is not known, and those that removed an object; oldest first.</summary>
    public const string SelectHeld = $"""
        SELECT {Fields} FROM action
        WHERE state IN ('intended', 'unknown') OR verb = 'Delete' OR id IN (SELECT id FROM action ORDER BY intended_at DESC, id DESC LIMIT @most)
        ORDER BY intended_at, id
        """;

    public const string SelectOne = $"SELECT {Fields} FROM action WHERE id = @id";

    /// <summary>Those on one object, newest first.</summary>
    public const string SelectOn = $"""
        SELECT {Fields} FROM action WHERE api_group = @Group AND kind = @Kind AND namespace = @Namespace AND name = @Name
        ORDER BY intended_at DESC, id DESC
        """;

    /// <summary>Those that take one back.</summary>
    public const string SelectFollowing = $"SELECT {Fields} FROM action WHERE undoes = @id OR part_of = @id ORDER BY intended_at, id";

    private static readonly string[] Changing = ["state", "note", "finished_at", "outcome", "previous"];

    /// <summary>Writes one; of one that is there only how far it came, and what it found when its turn came.</summary>
    public static readonly string Upsert = $"""
        INSERT INTO action (
            id, policy, api_group, kind, namespace, name, place, version, uid, verb, outcome, revision, state, note,
            intended_at, finished_at, cause, run, undoes, part_of, wanted_by, previous, manifest, seal)
        VALUES (
            @Id, @Policy, @ApiGroup, @Kind, @Namespace, @Name, @Place, @Version, @Uid, @Verb, @Outcome, @Revision, @State, @Note,
            @IntendedAt, @FinishedAt, @Cause, @Run, @Undoes, @PartOf, @By, @Previous, @Manifest,
            {RowSeal.Sql(["@Id", "@Policy", "@ApiGroup", "@Kind", "@Namespace", "@Name", "@Place", "@Version", "@Uid", "@Verb", "@Outcome",
                "@Revision", "@State", "@Note", "@IntendedAt", "@FinishedAt", "@Cause", "@Run", "@Undoes", "@PartOf", "@By", "@Previous",
                "@Manifest"])})
        ON CONFLICT DO UPDATE SET state = excluded.state, note = excluded.note, finished_at = excluded.finished_at,
            outcome = excluded.outcome, previous = excluded.previous,
            seal = {RowSeal.Sql(Columns.Select(column => (Changing.Contains(column) ? "excluded." : "action.") + column))}
        """;

    /// <summary>The manifest of one, which is empty where it has none.</summary>
    public static readonly string SelectManifest =
        $"SELECT manifest AS Text, seal = {RowSeal.Sql(Columns)} AS IsWhole FROM action WHERE id = @Id";

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

    public required string Cause { get; init; }

    public string? Run { get; init; }

    public string? Undoes { get; init; }

    public string? PartOf { get; init; }

    public required string By { get; init; }

    public required string Previous { get; init; }

    public string Manifest { get; init; } = "";

    public static ActionRow Of(ActionRecord action) => new()
    {
        Id = action.Id,
        Policy = action.Policy,
        ApiGroup = action.Target.Group,
        Kind = action.Target.Kind,
        Namespace = action.Target.Namespace,
        Name = action.Target.Name,
        Place = action.Episode?.Place ?? "",
        Version = action.Kind.Version,
        Uid = action.Uid,
        Verb = action.Verb.ToString(),
        Outcome = action.Outcome,
        Revision = action.Revision,
        State = action.State.Word(),
        Note = action.Note,
        IntendedAt = Instant.Of(action.IntendedAt),
        FinishedAt = Instant.Of(action.FinishedAt),
        Cause = action.Cause.ToString(),
        Run = action.Run,
        Undoes = action.Undoes,
        PartOf = action.PartOf,
        By = action.By,
        Previous = action.Previous,
        Manifest = action.Manifest ?? "",
    };

    public ActionRecord ToRecord() => new()
    {
        Id = Id,
        Policy = Policy,
        Target = new ObjectKey(ApiGroup, Kind, Namespace, Name),

        // what a run of a schedule wished has no violation
        Episode = Run is null ? new EpisodeKey(Policy, new ObjectKey(ApiGroup, Kind, Namespace, Name), Place) : null,
        Cause = Enum.Parse<ActionCause>(Cause),
        Run = Run,
        Undoes = Undoes,
        PartOf = PartOf,
        By = By,
        Previous = Previous,
        Kind = new KindName(ApiGroup, Version, Kind),
        Uid = Uid,
        Verb = Enum.Parse<ActionVerb>(Verb),
        Outcome = Outcome,
        Revision = Revision,
        State = ActionStates.Parse(State),
        Note = Note,
        IntendedAt = Instant.From(IntendedAt),
        FinishedAt = Instant.From(FinishedAt),
    };
}
