using K8GuardScript.Core.Watch;

namespace K8GuardScript.Core.Tests.Watch;

public sealed class VersionOrderTests
{
    [Theory]
    [InlineData("9", "10", true)]
    [InlineData("10", "9", false)]
    [InlineData("10", "10", false)]
    [InlineData("99999999999999999999", "100000000000000000000", true)]
    [InlineData("a", "b", false)]
    [InlineData("09", "10", false)]
    [InlineData("", "10", false)]
    public void Only_numbers_have_an_order(string version, string other, bool isOlder) =>
        Assert.Equal(isOlder, VersionOrder.IsOlder(version, other));

    [Theory]
    [InlineData("a", "a", 0)]
    [InlineData("a", "b", null)]
    [InlineData("1", "01", null)]
    public void Of_others_only_equality_is_known(string left, string right, int? order) =>
        Assert.Equal(order, VersionOrder.Compare(left, right));
}
