using K8GuardScript.Core.Settings;

namespace K8GuardScript.Core.Tests.Settings;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("enabeld", "enabled")]
    [InlineData("ENABLED", "enabled")]
    [InlineData("enable", "enabled")]
    [InlineData("moed", "mode")]
    [InlineData("enbl", null)]
    [InlineData("", null)]
    [InlineData("xy", null)]
    public void The_nearest_word_within_two_edits_is_found(string word, string? nearest)
    {
        Assert.Equal(nearest, Spelling.Nearest(word, ["enabled", "mode", "ab"]));
    }

    [Fact]
    public void The_nearer_word_wins_over_the_earlier_one()
    {
        Assert.Equal("warnings", Spelling.Nearest("warning", ["warninxs", "warnings"]));
    }
}
