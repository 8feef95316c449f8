using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Sdk.Tests.Registration;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("enabeld", "enabled")]
    [InlineData("ENABLED", "enabled")]
    [InlineData("enable", "enabled")]
    [InlineData("moed", "mode")]
    [InlineData("enbl", null)]
    [InlineData("", null)]
    [InlineData("xy", null)]
    public void The_nearest_word_within_two_edits_and_a_third_of_it_is_found(string word, string? nearest)
    {
        Assert.Equal(nearest, NearestName.Of(word, ["enabled", "mode", "ab"]));
    }

    [Fact]
    public void The_nearer_word_wins_over_the_earlier_one()
    {
        Assert.Equal("warnings", NearestName.Of("warning", ["warninxs", "warnings"]));
    }
}
