using K8GuardScript.Core.Escalate;

namespace K8GuardScript.Core.Tests.Escalate;

public sealed class EffectiveModeTests
{
    [Theory]
    [InlineData("act", "act", null, "act")]
    [InlineData("act", "act", "act", "act")]
    [InlineData("act", "act", "safe", "safe")]
    [InlineData("act", "act", "dry-run", "dry-run")]
    [InlineData("act", "safe", "act", "safe")]
    [InlineData("safe", "act", "act", "safe")]
    [InlineData("dry-run", "act", "act", "dry-run")]
    [InlineData("act", "dry-run", null, "dry-run")]
    public void The_lowest_of_file_policy_and_namespace_holds(string file, string policy, string? label, string expected)
    {
        Assert.Equal(expected, EffectiveMode.Of(Parsed(file), Parsed(policy), label).Word());
    }

    [Fact]
    public void A_file_that_says_nothing_is_a_dry_run()
    {
        Assert.Equal(Mode.DryRun, EffectiveMode.Of(null, Mode.Act, "act"));
    }

    [Fact]
    public void A_policy_without_a_mode_is_safe()
    {
        Assert.Equal(Mode.Safe, EffectiveMode.Of(Mode.Act, null, "act"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Act")]
    [InlineData("act ")]
    [InlineData("off")]
    public void A_label_that_nobody_can_read_means_dry_run(string label)
    {
        Assert.Equal(Mode.DryRun, EffectiveMode.Of(Mode.Act, Mode.Act, label));
    }

    private static Mode Parsed(string word)
    {
        Assert.True(EffectiveMode.TryParse(word, out var mode));
        return mode;
    }
}
