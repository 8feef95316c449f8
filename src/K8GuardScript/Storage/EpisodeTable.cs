using K8GuardScript.Core.Record;
using Microsoft.Data.Sqlite;

namespace K8GuardScript.Storage;

/// <summary>The table of episodes. For one caller at a time.</summary>
internal sealed class EpisodeTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement upsert = new(connection, EpisodeRow.Upsert);
    private readonly Statement find = new(connection, EpisodeRow.Find);

    /// <summary>Writes episodes, in the order of the table, so that each page of it is read and written once.</summary>
    public void Save(IReadOnlyList<Episode> episodes)
    {
        try
        {
            foreach (var episode in episodes.Order(EpisodeOrder.OfTheTable))
            {
                upsert.Reset();
                EpisodeRow.BindAll(upsert, episode);
                upsert.Step();
            }
        }
        finally
        {
            // one that stands open would keep the transaction from ending
            upsert.Reset();
        }
    }

    public Episode? Find(EpisodeKey key)
    {
        find.Reset();
        EpisodeRow.BindKey(find, key);
        try
        {
            return find.Step() ? EpisodeRow.Read(find) : null;
        }
        finally
        {
            // one that stands open would keep what is written meanwhile from the file
            find.Reset();
        }
    }

    /// <summary>The next ones in some states.</summary>
    /// <param name="states">at least one</param>
    /// <param name="after">the last one that was read; null for the first part</param>
    /// <param name="most">how many</param>
    public List<Episode> Part(IReadOnlyCollection<EpisodeState> states, EpisodeKey? after, int most)
    {
        var words = string.Join(", ", states.Select(state => $"'{state.Word()}'"));
        var beyond = after is null ? "" : $"AND {EpisodeRow.After}";
        using var rows = new Statement(connection, $"{EpisodeRow.Select} WHERE state IN ({words}) {beyond} {EpisodeRow.InOrder} LIMIT {most}");
        if (after is { } key) EpisodeRow.BindKey(rows, key);
        var part = new List<Episode>();
        while (rows.Step()) part.Add(EpisodeRow.Read(rows));
        return part;
    }

    public IReadOnlyList<EpisodeCount> Count()
    {
        using var rows = new Statement(connection, EpisodeRow.Count);
        var counts = new List<EpisodeCount>();
        while (rows.Step()) counts.Add(new EpisodeCount(rows.Text(0), EpisodeStates.Parse(rows.Text(1)), (int)rows.Number(2), (int)rows.Number(3)));
        return counts;
    }

    public void Dispose()
    {
        upsert.Dispose();
        find.Dispose();
    }
}
