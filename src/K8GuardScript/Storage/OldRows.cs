using Dapper;
using K8GuardScript.Core.Record;
using Microsoft.Data.Sqlite;

namespace K8GuardScript.Storage;

/// <summary>
/// Removes what is old from a ledger. What becomes free in the file is used again, and given back where it is much: <see cref="FreePages"/>.
/// </summary>
internal static class OldRows
{
    private const string Episodes = """
        WHERE state IN ('resolved', 'withdrawn') AND closed_at < ? AND coalesce(held_until, 0) < ? ORDER BY closed_at LIMIT ?
        """;

    // what a schedule did last is what it has to bring back: of each policy, and whatever run is remembered by name
    private const string Actions = $"""
        {ActionRow.SelectSome}
        WHERE intended_at < @before AND state IN ('done', 'refused')
            AND (run IS NULL OR (
                run <> (SELECT run FROM action AS latest WHERE latest.policy = action.policy AND run IS NOT NULL ORDER BY intended_at DESC LIMIT 1)
                AND NOT EXISTS (SELECT 1 FROM fact WHERE key GLOB 'schedule/*' AND instr(value, action.run) > 0)))
        ORDER BY intended_at, id
        """;

    private const string Warnings = """
        DELETE FROM warning WHERE id IN (SELECT id FROM warning WHERE given_at < @before ORDER BY given_at LIMIT @most)
        """;

    /// <param name="connection">within a transaction</param>
    /// <param name="before">milliseconds since 1970</param>
    /// <param name="needed">ids of actions that stay</param>
    /// <param name="most">how many of each table</param>
    public static ForgottenRows Remove(SqliteConnection connection, long before, IReadOnlySet<string> needed, int most)
    {
        var episodes = Closed(connection, before, most);
        RemoveEpisodes(connection, episodes);
        var actions = connection.Query<ActionRow>(Actions, new { before }, buffered: false)
            .Where(row => !needed.Contains(row.Id)).Take(most).Select(row => row.ToRecord()).ToList();
        connection.Execute("DELETE FROM action WHERE id = @Id", actions.Select(action => new { action.Id }));
        return new ForgottenRows(episodes, actions, connection.Execute(Warnings, new { before, most }));
    }

    private static List<Episode> Closed(SqliteConnection connection, long before, int most)
    {
        using var rows = new Statement(connection, $"{EpisodeRow.Select} {Episodes}");
        rows.Bind(before);
        rows.Bind(before);
        rows.Bind(most);
        var closed = new List<Episode>();
        while (rows.Step()) closed.Add(EpisodeRow.Read(rows));
        return closed;
    }

    private static void RemoveEpisodes(SqliteConnection connection, List<Episode> episodes)
    {
        using var delete = new Statement(connection, EpisodeRow.Delete);
        foreach (var episode in episodes)
        {
            delete.Reset();
            EpisodeRow.BindKey(delete, episode.Key);
            delete.Step();
        }
    }
}
