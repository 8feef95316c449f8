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
        new([.. all.Skip(Math.Max(offset ?? 0, 0)).Take(Math.Clamp(limit ?? Most, 0, Most))], all.Count);
}
