using K8GuardScript.Http;

namespace K8GuardScript.Tests.Http;

public sealed class PageTests
{
    [Theory]
    [InlineData(null, null, "0123456789")]
    [InlineData(3, null, "3456789")]
    [InlineData(null, 2, "01")]
    [InlineData(8, 5, "89")]
    [InlineData(10, 5, "")]
    [InlineData(int.MaxValue, int.MaxValue, "")]
    [InlineData(-1, 3, "012")]
    [InlineData(0, -1, "")]
    [InlineData(0, 0, "")]
    public void A_page_never_reaches_beyond_the_list(int? offset, int? limit, string items)
    {
        var page = Page<int>.Of([.. Enumerable.Range(0, 10)], offset, limit);

        Assert.Equal(items, string.Concat(page.Items));
        Assert.Equal(10, page.Total);
    }

    [Theory]
    [InlineData(null, null, "0123456789")]
    [InlineData(3, 2, "34")]
    [InlineData(8, 5, "89")]
    [InlineData(10, 5, "")]
    [InlineData(int.MaxValue, int.MaxValue, "")]
    [InlineData(0, 0, "")]
    public void A_page_of_what_is_in_no_order_is_the_same_as_of_what_was_sorted(int? offset, int? limit, string items)
    {
        var page = Page<int>.Of(((int[])[5, 3, 9, 0, 1, 8, 2, 7, 6, 4]).Select(item => item), Comparer<int>.Default, offset, limit);

        Assert.Equal(items, string.Concat(page.Items));
        Assert.Equal(10, page.Total);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1_000_000)]
    public void A_page_has_an_upper_bound(int? limit)
    {
        var page = Page<int>.Of([.. Enumerable.Range(0, 10_000)], null, limit);

        Assert.Equal(Page<int>.Most, page.Items.Count);
        Assert.Equal(10_000, page.Total);
    }
}
