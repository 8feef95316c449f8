using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Storage;

/// <summary>An episode as a row: instants in milliseconds since 1970, enumerations as words. Columns stand in the order of the table.</summary>
internal static class EpisodeRow
{
    // an object that was judged itself has no source, and so no kind of it
    private static readonly ObjectKey NoSource = new("", "", "", "");

    /// <summary>Every column but the seal.</summary>
    public static readonly string[] Columns =
    [
        "policy", "api_group", "kind", "namespace", "name", "place", "version", "uid", "revision", "code", "severity", "path", "message",
        "state", "first_seen", "opened_at", "closed_at", "accepted_warnings", "warned_at", "warned_uid", "warned_revision", "warned_action",
        "warned_channel", "warned_recipient", "told", "told_at", "reverts", "action_id", "source_group", "source_kind", "source_namespace",
        "source_name", "child", "is_baseline", "warned_not_before", "reverted_by", "held_until",
    ];

    /// <summary>What tells an episode from all others.</summary>
    public static readonly string[] KeyColumns =
        ["policy", "api_group", "kind", "namespace", "name", "place", "source_group", "source_kind", "source_namespace", "source_name", "child"];

    /// <summary>Every column, in the order that <see cref="Read"/> expects.</summary>
    public static readonly string Select = $"SELECT {string.Join(", ", Columns)}, seal FROM episode";

    /// <summary>Writes an episode, whether it is there or not; with <see cref="BindAll"/>.</summary>
    public static readonly string Upsert = $"""
        INSERT INTO episode ({string.Join(", ", Columns)}, seal) VALUES ({string.Join(", ", Columns.Select(_ => "?"))}, ?)
        ON CONFLICT DO UPDATE SET {string.Join(", ", Columns.Except(KeyColumns).Append("seal").Select(column => $"{column} = excluded.{column}"))}
        """;

    /// <summary>Finds one by its key, with <see cref="BindKey"/>.</summary>
    public static readonly string Find = $"{Select} WHERE {string.Join(" AND ", KeyColumns.Select(column => $"{column} = ?"))}";

    /// <summary>Removes one by its key, with <see cref="BindKey"/>.</summary>
    public static readonly string Delete = $"DELETE FROM episode WHERE {string.Join(" AND ", KeyColumns.Select(column => $"{column} = ?"))}";

    /// <summary>The order of the table, in which the next ones are found without looking at those before.</summary>
    public static readonly string InOrder = $"ORDER BY {string.Join(", ", KeyColumns)}";

    /// <summary>Those after one, with <see cref="BindKey"/>.</summary>
    public static readonly string After = $"({string.Join(", ", KeyColumns)}) > ({string.Join(", ", KeyColumns.Select(_ => "?"))})";

    /// <summary>How many there are of each policy in each state, and how many of them were warned about.</summary>
    public const string Count = "SELECT policy, state, count(*), sum(accepted_warnings > 0) FROM episode GROUP BY policy, state";

    /// <summary>Gives the <see cref="Upsert"/> its parameters.</summary>
    public static void BindAll(Statement to, Episode episode)
    {
        to.Bind(episode.Key.Policy);
        Bind(to, episode.Key.Object);
        to.Bind(episode.Key.Place);
        to.Bind(episode.Kind.Version);
        to.Bind(episode.Uid);
        to.Bind(episode.Revision);
        to.Bind(episode.Code);
        to.Bind(episode.Severity.ToString());
        to.Bind(episode.Path);
        to.Bind(episode.Message);
        to.Bind(episode.State.Word());
        to.Bind(Instant.Of(episode.FirstSeen));
        to.Bind(Instant.Of(episode.OpenedAt));
        to.Bind(Instant.Of(episode.ClosedAt));
        to.Bind(episode.AcceptedWarnings);
        to.Bind(Instant.Of(episode.LastWarning?.AcceptedAt));
        to.Bind(episode.LastWarning?.Uid);
        to.Bind(episode.LastWarning?.Revision);
        to.Bind(episode.LastWarning?.AnnouncedAction.ToString());
        to.Bind(episode.LastWarning?.Channel);
        to.Bind(episode.LastWarning?.Recipient);
        to.Bind(episode.Told);
        to.Bind(Instant.Of(episode.ToldAt));
        to.Bind(episode.Reverts);
        to.Bind(episode.ActionId);
        Bind(to, episode.Key.Source ?? NoSource);
        to.Bind(episode.Key.Child ?? "");
        to.Bind(episode.IsBaseline ? 1 : 0);
        to.Bind(Instant.Of(episode.LastWarning?.NotBefore));
        to.Bind(episode.RevertedBy);
        to.Bind(Instant.Of(episode.HeldUntil));
        to.BindSeal();
    }

    /// <summary>Gives <see cref="Find"/> or <see cref="After"/> their parameters.</summary>
    public static void BindKey(Statement to, EpisodeKey key)
    {
        to.Bind(key.Policy);
        Bind(to, key.Object);
        to.Bind(key.Place);
        Bind(to, key.Source ?? NoSource);
        to.Bind(key.Child ?? "");
    }

    /// <summary>The episode of the row at which a statement stands that starts with <see cref="Select"/>.</summary>
    /// <exception cref="LedgerDamageException">the row is not as it was written</exception>
    public static Episode Read(Statement row)
    {
        if (!row.IsSealed(Columns.Length)) throw new LedgerDamageException("an episode is not as it was written");
        var target = ReadObject(row, 1);
        return new Episode
        {
            Key = new EpisodeKey(
                row.Text(0), target, row.Text(5), ReadObject(row, 28) is { Kind.Length: > 0 } source ? source : null,
                row.Text(32) is { Length: > 0 } child ? child : null),
            Kind = new KindName(target.Group, row.Text(6), target.Kind),
            Uid = row.Text(7),
            Revision = row.Text(8),
            Code = row.Text(9),
            Severity = Enum.Parse<Severity>(row.Text(10)),
            Path = row.Text(11),
            Message = row.Text(12),
            State = EpisodeStates.Parse(row.Text(13)),
            FirstSeen = Instant.From(row.Number(14)),
            OpenedAt = Instant.From(row.Number(15)),
            ClosedAt = Instant.From(row.NumberOrNull(16)),
            AcceptedWarnings = (int)row.Number(17),
            LastWarning = row.NumberOrNull(18) is { } at
                ? new AcceptedWarning(Instant.From(at), row.Text(19), row.Text(20), Enum.Parse<ActionVerb>(row.Text(21)), row.Text(22), row.Text(23),
                    Instant.From(row.NumberOrNull(34)))
                : null,
            Told = (int)row.Number(24),
            ToldAt = Instant.From(row.NumberOrNull(25)),
            Reverts = (int)row.Number(26),
            ActionId = row.TextOrNull(27),
            IsBaseline = row.Number(33) != 0,
            RevertedBy = row.TextOrNull(35),
            HeldUntil = Instant.From(row.NumberOrNull(36)),
        };
    }

    private static void Bind(Statement to, ObjectKey key)
    {
        to.Bind(key.Group);
        to.Bind(key.Kind);
        to.Bind(key.Namespace);
        to.Bind(key.Name);
    }

    private static ObjectKey ReadObject(Statement row, int column) =>
        new(row.Text(column), row.Text(column + 1), row.Text(column + 2), row.Text(column + 3));
}
