namespace K8GuardScript.Core.Schedules;

/// <summary>A run whose wishes are being carried out: which are left, and what came of the others. Not safe from several threads.</summary>
/// <param name="run">the run</param>
/// <param name="pages">those that are kept of its wishes</param>
/// <param name="homes">namespaces that it has read</param>
internal sealed class ActiveRun(ScheduleRun run, IReadOnlyDictionary<int, WishPage> pages, NamespaceReads homes)
{
    private readonly SortedDictionary<int, OpenPage> open = new(
        pages.Where(page => page.Value.Wishes.Count > 0).ToDictionary(page => page.Key, page => new OpenPage([.. page.Value.Wishes])));

    public string Id => run.Id;

    public NamespaceReads Homes => homes;

    /// <summary>Whether every wish is dealt with.</summary>
    public bool IsDone => open.Count == 0;

    /// <summary>What is left, in order.</summary>
    public IEnumerable<(int Page, Wish Wish)> Left() => open.SelectMany(page => page.Value.Left, (page, wish) => (page.Key, wish));

    /// <summary>Takes over what became of a wish.</summary>
    public void Settle(int page, Wish wish, WishReport report)
    {
        var on = open[page];
        on.Left.Remove(wish);
        on.Tally = on.Tally.With(wish, report);
        if (report.Kept is { } kept) on.Kept.Add(kept);
    }

    /// <summary>
    /// The pages of which nothing is left since the last call, as they are to be kept from now on, null if not at all; and what came of them.
    /// </summary>
    public (IReadOnlyList<(int Number, WishPage? Page)> Pages, RunTally Tally) TakeFinished()
    {
        var finished = open.Where(page => page.Value.Left.Count == 0).ToList();
        foreach (var page in finished) open.Remove(page.Key);
        return (
            [.. finished.Select(page => (page.Key, page.Value.Kept.Count == 0 ? null : new WishPage([], page.Value.Kept)))],
            Sum(finished.Select(page => page.Value)));
    }

    /// <summary>What came of those that are on no finished page.</summary>
    public RunTally Rest() => Sum(open.Values);

    private static RunTally Sum(IEnumerable<OpenPage> pages) => pages.Aggregate(RunTally.Empty, (sum, page) => sum.And(page.Tally));

    private sealed class OpenPage(List<Wish> left)
    {
        public List<Wish> Left => left;

        public List<string> Kept { get; } = [];

        public RunTally Tally { get; set; } = RunTally.Empty;
    }
}
