using K8GuardScript.Core.Actions;

namespace K8GuardScript.Core.Schedules;

/// <summary>A run whose wishes are being carried out: which are left, and what came of the others. Not safe from several threads.</summary>
/// <param name="key">of which schedule</param>
/// <param name="run">the run</param>
/// <param name="pages">those that are kept of its wishes</param>
/// <param name="homes">namespaces that it has read</param>
internal sealed class ActiveRun(ScheduleKey key, ScheduleRun run, IReadOnlyDictionary<int, WishPage> pages, NamespaceReads homes)
{
    private const int MostExamples = 5;

    private readonly SortedDictionary<int, (List<Wish> Left, List<string> Kept)> open = new(
        pages.Where(page => page.Value.Wishes.Count > 0).ToDictionary(page => page.Key, page => (page.Value.Wishes.ToList(), page.Value.Kept.ToList())));

    private readonly List<string> notDone = [];
    private int alreadySo;
    private int changedSince;
    private int refused;

    public ScheduleKey Key => key;

    public ScheduleRun Run => run;

    public NamespaceReads Homes => homes;

    /// <summary>Whether every wish is dealt with.</summary>
    public bool IsDone => open.Count == 0;

    /// <summary>What is left, in order.</summary>
    public IEnumerable<(int Page, Wish Wish)> Left() => open.SelectMany(page => page.Value.Left, (page, wish) => (page.Key, wish));

    /// <summary>Takes over what became of a wish.</summary>
    public void Settle(int page, Wish wish, WishReport report)
    {
        open[page].Left.Remove(wish);
        if (report.Kept is { } kept) open[page].Kept.Add(kept);
        if (report.Result == WishResult.AlreadySo) alreadySo++;
        if (report.Result == WishResult.ChangedSince) changedSince++;
        if (report.Result == WishResult.Refused) refused++;
        if (report.Result is WishResult.Refused or WishResult.ChangedSince && notDone.Count < MostExamples)
            notDone.Add($"{wish.Target}: {report.Why}");
    }

    /// <summary>The pages of which nothing is left since the last call, as they are to be kept from now on: null if not at all.</summary>
    public IReadOnlyList<(int Number, WishPage? Page)> TakeFinished()
    {
        var finished = open.Where(page => page.Value.Left.Count == 0).ToList();
        foreach (var page in finished) open.Remove(page.Key);
        return [.. finished.Select(page => (page.Key, page.Value.Kept.Count == 0 ? null : new WishPage([], page.Value.Kept)))];
    }

    /// <summary>What came of it, for people.</summary>
    /// <param name="mine">the actions that bear its id</param>
    public string Summary(IEnumerable<ActionRecord> mine)
    {
        var done = mine.Where(action => action is { State: ActionState.Done, PartOf: null }).ToLookup(action => action.Cause == ActionCause.Undo);
        List<string> parts = [];
        if (done[false].Any()) parts.Add($"{done[false].Count()} changed");
        if (done[true].Any()) parts.Add($"{done[true].Count()} brought back");
        if (alreadySo > 0) parts.Add($"{alreadySo} were so already");
        if (changedSince > 0) parts.Add($"{changedSince} left as they are, since somebody changed them");
        if (refused > 0) parts.Add($"{refused} refused");
        if (Left().Count() is var left and > 0) parts.Add($"{left} not done");
        var counts = parts.Count == 0 ? "nothing was to be done" : string.Join(", ", parts);
        return notDone.Count == 0 ? counts : $"{counts} ({string.Join("; ", notDone)}{(refused + changedSince > notDone.Count ? "; …" : "")})";
    }
}
