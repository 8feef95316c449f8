namespace K8GuardScript.Storage;

/// <summary>The tables of the ledger. A change to them is a new entry at the end: existing databases run through the rest.</summary>
internal static class LedgerSchema
{
    /// <summary>The tables that every ledger has had since its first version; a database without them is somebody else's.</summary>
    public static readonly IReadOnlyList<string> FirstTables = ["episode", "warning", "action"];

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
    ];
}
