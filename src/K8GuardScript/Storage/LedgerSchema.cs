using Dapper;
using Microsoft.Data.Sqlite;

namespace K8GuardScript.Storage;

/// <summary>The tables of the ledger. A change to them is a new entry at the end: existing databases run through the rest.</summary>
internal static class LedgerSchema
{
    /// <summary>The tables that every ledger has had since its first version; a database without them is somebody else's.</summary>
    public static readonly IReadOnlyList<string> FirstTables = ["episode", "warning", "action"];

    /// <summary>The number in the header of every ledger since version 5: <c>K8G3</c>.</summary>
    public const int ApplicationId = 0x4B384733;

    /// <summary>Whether a database has exactly the tables and indexes of a version; false for a version that there is not.</summary>
    public static bool Matches(SqliteConnection connection, int version)
    {
        if (version < 0 || version > Migrations.Count) return false;
        using var model = new SqliteConnection("Data Source=:memory:");
        model.Open();
        RowSeal.AddTo(model);
        foreach (var script in Migrations.Take(version)) model.Execute(script);
        return Shape(model).SequenceEqual(Shape(connection));
    }

    /// <summary>Every table whose rows are sealed since version 5, with the columns that are, in their order.</summary>
    public static readonly IReadOnlyList<(string Table, IReadOnlyList<string> Columns)> Sealed =
    [
        ("episode", EpisodeRow.Columns),
        ("warning", WarningRow.Columns),
        ("action", ActionRow.Columns),
        ("outbox", OutboxRow.Columns),
        ("fact", FactRow.Columns),
    ];

    /// <summary>One script per version; <c>PRAGMA user_version</c> counts how many were applied.</summary>
    public static readonly IReadOnlyList<string> Migrations =
    [
        """
        CREATE TABLE episode (
            policy TEXT NOT NULL,
            api_group TEXT NOT NULL,
            kind TEXT NOT NULL,
            namespace TEXT NOT NULL,
            name TEXT NOT NULL,
            place TEXT NOT NULL,
            version TEXT NOT NULL,
            uid TEXT NOT NULL,
            revision TEXT NOT NULL,
            code TEXT NOT NULL,
            severity TEXT NOT NULL,
            path TEXT NOT NULL,
            message TEXT NOT NULL,
            state TEXT NOT NULL,
            first_seen INTEGER NOT NULL,
            opened_at INTEGER NOT NULL,
            closed_at INTEGER,
            accepted_warnings INTEGER NOT NULL,
            warned_at INTEGER,
            warned_uid TEXT,
            warned_revision TEXT,
            warned_action TEXT,
            warned_channel TEXT,
            warned_recipient TEXT,
            told INTEGER NOT NULL,
            told_at INTEGER,
            reverts INTEGER NOT NULL,
            action_id TEXT,
            PRIMARY KEY (policy, api_group, kind, namespace, name, place)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE warning (
            id INTEGER PRIMARY KEY,
            policy TEXT NOT NULL,
            api_group TEXT NOT NULL,
            kind TEXT NOT NULL,
            namespace TEXT NOT NULL,
            name TEXT NOT NULL,
            place TEXT NOT NULL,
            given_at INTEGER NOT NULL,
            channel TEXT NOT NULL,
            counts INTEGER NOT NULL,
            ordinal INTEGER NOT NULL,
            announced_action TEXT NOT NULL
        ) STRICT;

        CREATE TABLE action (
            id TEXT PRIMARY KEY,
            policy TEXT NOT NULL,
            api_group TEXT NOT NULL,
            kind TEXT NOT NULL,
            namespace TEXT NOT NULL,
            name TEXT NOT NULL,
            place TEXT NOT NULL,
            version TEXT NOT NULL,
            uid TEXT NOT NULL,
            verb TEXT NOT NULL,
            outcome TEXT NOT NULL,
            revision TEXT NOT NULL,
            state TEXT NOT NULL,
            note TEXT NOT NULL,
            intended_at INTEGER NOT NULL,
            finished_at INTEGER,
            before TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        """,

        // what a policy finds at one object on another has the first as its source, empty for all others
        """
        CREATE TABLE episode_with_source (
            policy TEXT NOT NULL,
            api_group TEXT NOT NULL,
            kind TEXT NOT NULL,
            namespace TEXT NOT NULL,
            name TEXT NOT NULL,
            place TEXT NOT NULL,
            version TEXT NOT NULL,
            uid TEXT NOT NULL,
            revision TEXT NOT NULL,
            code TEXT NOT NULL,
            severity TEXT NOT NULL,
            path TEXT NOT NULL,
            message TEXT NOT NULL,
            state TEXT NOT NULL,
            first_seen INTEGER NOT NULL,
            opened_at INTEGER NOT NULL,
            closed_at INTEGER,
            accepted_warnings INTEGER NOT NULL,
            warned_at INTEGER,
            warned_uid TEXT,
            warned_revision TEXT,
            warned_action TEXT,
            warned_channel TEXT,
            warned_recipient TEXT,
            told INTEGER NOT NULL,
            told_at INTEGER,
            reverts INTEGER NOT NULL,
            action_id TEXT,
            source_group TEXT NOT NULL,
            source_kind TEXT NOT NULL,
            source_namespace TEXT NOT NULL,
            source_name TEXT NOT NULL,
            PRIMARY KEY (policy, api_group, kind, namespace, name, place, source_group, source_kind, source_namespace, source_name)
        ) STRICT, WITHOUT ROWID;

        INSERT INTO episode_with_source SELECT *, '', '', '', '' FROM episode;
        DROP TABLE episode;
        ALTER TABLE episode_with_source RENAME TO episode;

        ALTER TABLE warning ADD COLUMN source_group TEXT NOT NULL DEFAULT '';
        ALTER TABLE warning ADD COLUMN source_kind TEXT NOT NULL DEFAULT '';
        ALTER TABLE warning ADD COLUMN source_namespace TEXT NOT NULL DEFAULT '';
        ALTER TABLE warning ADD COLUMN source_name TEXT NOT NULL DEFAULT '';
        """,

        // what is found in objects below another has their kind, empty for all others
        """
        CREATE TABLE episode_with_child (
            policy TEXT NOT NULL,
            api_group TEXT NOT NULL,
            kind TEXT NOT NULL,
            namespace TEXT NOT NULL,
            name TEXT NOT NULL,
            place TEXT NOT NULL,
            version TEXT NOT NULL,
            uid TEXT NOT NULL,
            revision TEXT NOT NULL,
            code TEXT NOT NULL,
            severity TEXT NOT NULL,
            path TEXT NOT NULL,
            message TEXT NOT NULL,
            state TEXT NOT NULL,
            first_seen INTEGER NOT NULL,
            opened_at INTEGER NOT NULL,
            closed_at INTEGER,
            accepted_warnings INTEGER NOT NULL,
            warned_at INTEGER,
            warned_uid TEXT,
            warned_revision TEXT,
            warned_action TEXT,
            warned_channel TEXT,
            warned_recipient TEXT,
            told INTEGER NOT NULL,
            told_at INTEGER,
            reverts INTEGER NOT NULL,
            action_id TEXT,
            source_group TEXT NOT NULL,
            source_kind TEXT NOT NULL,
            source_namespace TEXT NOT NULL,
            source_name TEXT NOT NULL,
            child TEXT NOT NULL,
            PRIMARY KEY (policy, api_group, kind, namespace, name, place, source_group, source_kind, source_namespace, source_name, child)
        ) STRICT, WITHOUT ROWID;

        INSERT INTO episode_with_child SELECT *, '' FROM episode;
        DROP TABLE episode;
        ALTER TABLE episode_with_child RENAME TO episode;

        ALTER TABLE warning ADD COLUMN child TEXT NOT NULL DEFAULT '';
        """,

        // what an action needs to be undone, who wanted it; messages to be sent, and small things to remember
        """
        ALTER TABLE episode ADD COLUMN is_baseline INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE episode ADD COLUMN warned_not_before INTEGER;
        ALTER TABLE episode ADD COLUMN reverted_by TEXT;
        ALTER TABLE episode ADD COLUMN held_until INTEGER;

        ALTER TABLE action RENAME COLUMN before TO manifest;
        ALTER TABLE action ADD COLUMN cause TEXT NOT NULL DEFAULT 'Ladder';
        ALTER TABLE action ADD COLUMN run TEXT;
        ALTER TABLE action ADD COLUMN undoes TEXT;
        ALTER TABLE action ADD COLUMN part_of TEXT;
        ALTER TABLE action ADD COLUMN wanted_by TEXT NOT NULL DEFAULT 'k8guard';
        ALTER TABLE action ADD COLUMN previous TEXT NOT NULL DEFAULT '';

        CREATE TABLE outbox (
            id TEXT PRIMARY KEY,
            message TEXT NOT NULL,
            channel TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            not_before INTEGER NOT NULL,
            attempts INTEGER NOT NULL,
            payload TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE fact (
            key TEXT PRIMARY KEY,
            value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        """,

        // each row gets a checksum, the file a sign that it is ours, and what is asked for about old rows an index
        """
        ALTER TABLE episode ADD COLUMN seal INTEGER NOT NULL DEFAULT 0;
        UPDATE episode SET seal = k8guard_seal(
            policy, api_group, kind, namespace, name, place, version, uid, revision, code, severity, path, message,
            state, first_seen, opened_at, closed_at, accepted_warnings, warned_at, warned_uid, warned_revision, warned_action,
            warned_channel, warned_recipient, told, told_at, reverts, action_id, source_group, source_kind, source_namespace,
            source_name, child, is_baseline, warned_not_before, reverted_by, held_until);

        ALTER TABLE warning ADD COLUMN seal INTEGER NOT NULL DEFAULT 0;
        UPDATE warning SET seal = k8guard_seal(
            policy, api_group, kind, namespace, name, place, given_at, channel, counts, ordinal, announced_action,
            source_group, source_kind, source_namespace, source_name, child);

        ALTER TABLE action ADD COLUMN seal INTEGER NOT NULL DEFAULT 0;
        UPDATE action SET seal = k8guard_seal(
            id, policy, api_group, kind, namespace, name, place, version, uid, verb, outcome, revision, state, note,
            intended_at, finished_at, cause, run, undoes, part_of, wanted_by, previous, manifest);

        ALTER TABLE outbox ADD COLUMN seal INTEGER NOT NULL DEFAULT 0;
        UPDATE outbox SET seal = k8guard_seal(id, message, channel, created_at, not_before, attempts, payload);

        ALTER TABLE fact ADD COLUMN seal INTEGER NOT NULL DEFAULT 0;
        UPDATE fact SET seal = k8guard_seal(key, value);

        CREATE INDEX episode_closed ON episode (closed_at) WHERE state IN ('resolved', 'withdrawn');
        CREATE INDEX warning_given ON warning (given_at);
        CREATE INDEX action_intended ON action (intended_at, id);
        CREATE INDEX action_target ON action (api_group, kind, namespace, name);
        CREATE INDEX action_undoes ON action (undoes) WHERE undoes IS NOT NULL;

        PRAGMA application_id = 1261979443;
        """,
    ];

    private static IReadOnlyList<string> Shape(SqliteConnection connection) =>
        [.. connection.Query<string>("SELECT concat_ws(' ', type, name, tbl_name, sql) FROM sqlite_schema ORDER BY type, name")];
}
