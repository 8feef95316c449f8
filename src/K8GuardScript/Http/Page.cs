namespace K8GuardScript.Http;

/// <summary>A part of a longer list.</summary>
/// <param name="Items">this part</param>
/// <param name="Total">how many there are in all, after filtering</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, int Total)
{
    /// <summary>How many items a page has at most.</summary>
    public const int Most = 5_000;

    /// <param name="all">the whole list</param>
    /// <param name="offset">how many to leave out first; null for none</param>
    /// <param name="limit">how many to give; null for as many as a page may have</param>
    public static Page<T> Of(IReadOnlyList<T> all, int? offset, int? limit) =>
        new([.. all.Skip(First(offset)).Take(Count(limit))], all.Count);

    /// <summary>The same of a list that is in no order yet; it is gone through once, and only what is up to the page is sorted.</summary>
    /// <param name="all">the whole list</param>
    /// <param name="order">the order in which it is wanted; no two are equal</param>
    /// <param name="offset">how many to leave out first; null for none</param>
    /// <param name="limit">how many to give; null for as many as a page may have</param>
    public static Page<T> Of(IEnumerable<T> all, IComparer<T> order, int? offset, int? limit)
    {
        var wanted = (int)Math.Min((long)First(offset) + Count(limit), int.MaxValue);
        var total = 0;

        // the last one of those that are kept comes out first
        var kept = new PriorityQueue<T, T>(Comparer<T>.Create((one, other) => order.Compare(other, one)));
        foreach (var item in all)
        {
            total++;
            if (kept.Count < wanted) kept.Enqueue(item, item);
            else if (wanted > 0) kept.EnqueueDequeue(item, item);
        }

        return new([.. kept.UnorderedItems.Select(pair => pair.Element).Order(order).Skip(First(offset))], total);
    }

    private static int First(int? offset) => Math.Max(offset ?? 0, 0);

    private static int Count(int? limit) => Math.Clamp(limit ?? Most, 0, Most);
}
