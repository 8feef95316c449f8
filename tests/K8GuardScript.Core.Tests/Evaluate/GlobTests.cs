using K8GuardScript.Core.Evaluate;

namespace K8GuardScript.Core.Tests.Evaluate;

public sealed class GlobTests
{
    [Theory]
    [InlineData("shop", "shop", true)]
    [InlineData("shop", "shopping", false)]
    [InlineData("shop", "Shop", false)]
    [InlineData("shop-*", "shop-", true)]
    [InlineData("*-shop", "my-shop", true)]
    [InlineData("a*b*c", "aXbYbZc", true)]
    [InlineData("a*b*c", "aXcYb", false)]
    [InlineData("*", "", true)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("**a**", "bab", true)]
    [InlineData("a.c", "abc", false)]
    public void A_star_stands_for_any_characters(string pattern, string name, bool matches)
    {
        Assert.Equal(matches, Glob.Matches(pattern, name));
    }

    [Fact]
    public void Many_stars_and_a_long_name_end_at_once()
    {
        // exponential matching would not come back
        Assert.False(Glob.Matches(string.Concat(Enumerable.Repeat("*a", 50)) + "b", new string('a', 5_000)));
    }
}
