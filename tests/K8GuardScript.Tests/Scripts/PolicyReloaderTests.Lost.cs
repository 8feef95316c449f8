using K8GuardScript.Core.Escalate;
using K8GuardScript.Scripts;

namespace K8GuardScript.Tests.Scripts;

public sealed partial class PolicyReloaderTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("# all of it is switched off for a moment\n")]
    [InlineData("null\n")]
    [InlineData("---\n~\n...\n")]
    public async Task Settings_that_are_gone_or_empty_lift_no_restriction(string? text)
    {
        folder.Write("a.csx", Script("a"));
        folder.Write("policies.yaml", "mode: safe\npolicies: { a: { enabled: false } }");
        await ReloadAsync();

        if (text is null) File.Delete(folder.At("policies.yaml"));
        else folder.Write("policies.yaml", text);
        await ReloadAsync();

        Assert.Empty(rulebook.Current.Policies.All);
        Assert.Equal(Mode.Safe, rulebook.Current.Settings.Mode);
        Assert.Contains("`policies.yaml` is", Assert.Single(shelf.SettingsProblems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_of_a_settings_file_is_not_believed_at_the_first_look()
    {
        folder.Write("a.csx", Script("a"));
        folder.Write("policies.yaml", "mode: safe\npolicies: { a: { enabled: false } }");
        await ReloadAsync();

        folder.Write("policies.yaml", "mode: safe\n");
        Assert.False((await LookAsync()).Changed);
        folder.Write("policies.yaml", "mode: safe\npolicies: { a: { enabled: false }, b: {} }");
        Assert.False((await LookAsync()).Changed);
        Assert.Empty(rulebook.Current.Policies.All);

        Assert.True((await LookAsync()).Changed);
        Assert.Empty(rulebook.Current.Policies.All);
    }

    [Fact]
    public async Task One_script_that_can_not_be_read_keeps_nothing_else_from_being_taken_over()
    {
        folder.Write("a.csx", Script("a"));
        folder.Write("policies.yaml", "mode: safe");
        await ReloadAsync();

        File.CreateSymbolicLink(folder.At("z.csx"), "nowhere");
        folder.Write("policies.yaml", "mode: dry-run");
        await ReloadAsync();

        Assert.Equal(Mode.DryRun, rulebook.Current.Settings.Mode);
        Assert.Equal(["a"], Ids());
        Assert.Contains("can't be read", Assert.Single(Entry("z.csx").Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_script_is_no_policy_and_keeps_the_last_good_one()
    {
        folder.Write("a.csx", Script("a"));
        await ReloadAsync();

        folder.Write("a.csx", "");
        await ReloadAsync();

        Assert.Equal(["a"], Ids());
        Assert.Equal(ShelfState.KeptLastGood, Entry("a.csx").State);
        Assert.Contains("is empty", Assert.Single(Entry("a.csx").Problems).Message, StringComparison.Ordinal);
    }
}
