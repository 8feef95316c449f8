using System.Globalization;
using System.Text.Json;
using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Schedules;

/// <summary>What the ledger remembers about schedules and their runs.</summary>
internal sealed class ScheduleBook(Ledger ledger)
{
    private const int PageLength = 100;
    private const string States = "schedule/";
    private const string Pages = "schedule-run/";

    public ScheduleState? State(ScheduleKey key) => ledger.Fact(States + key) is { } json ? Read(json) : null;

    public IReadOnlyDictionary<ScheduleKey, ScheduleState> All() => ledger.Facts(States)
        .Select(fact => (Key: fact.Key[States.Length..].Split('/'), State: Read(fact.Value!)))
        .Where(entry => entry.Key.Length == 2 && entry.State is not null)
        .ToDictionary(entry => new ScheduleKey(entry.Key[0], entry.Key[1]), entry => entry.State!);

    /// <summary>To be written with other things.</summary>
    public static StoredFact Fact(ScheduleKey key, ScheduleState state) =>
        new(States + key, JsonSerializer.Serialize(state, ScheduleFormat.Default.ScheduleState));

    /// <summary>To be written with other things.</summary>
    /// <param name="run">the run's id</param>
    /// <param name="number">from 0</param>
    /// <param name="page">null once nothing of it needs to be known any more</param>
    public static StoredFact Fact(string run, int number, WishPage? page) => new(
        $"{Pages}{run}/{number.ToString("00000", CultureInfo.InvariantCulture)}",
        page is null ? null : JsonSerializer.Serialize(page, ScheduleFormat.Default.WishPage));

    /// <summary>A run's wishes, in pages.</summary>
    public static IReadOnlyList<WishPage> PagesOf(IReadOnlyList<Wish> wishes) => [.. wishes.Chunk(PageLength).Select(page => new WishPage(page, []))];

    /// <summary>The pages of a run that are kept, by their number.</summary>
    public IReadOnlyDictionary<int, WishPage> PagesOf(string run)
    {
        var prefix = $"{Pages}{run}/";
        return ledger.Facts(prefix).ToDictionary(
            fact => int.Parse(fact.Key.AsSpan(prefix.Length), CultureInfo.InvariantCulture),
            fact => JsonSerializer.Deserialize(fact.Value!, ScheduleFormat.Default.WishPage)!);
    }

    /// <summary>Writes one schedule's state alone.</summary>
    public void Put(ScheduleKey key, ScheduleState state) => ledger.Commit(() => new LedgerChange { Facts = [Fact(key, state)] });

    // whatever can't be read was never ours: the schedule is as new, and catches up on nothing
    private static ScheduleState? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ScheduleFormat.Default.ScheduleState);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
