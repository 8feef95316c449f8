using K8GuardScript.Core.Escalate;
using K8GuardScript.Scripts;

namespace K8GuardScript.Tests.Scripts;

public sealed partial class PolicyReloaderTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("\n")]
    public void Settings_that_are_gone_or_empty_lift_no_restriction(string? text)
    {
        folder.Write("a.csx", Script("a"));
        folder.Write("policies.yaml", "mode: safe\npolicies: { a: { enabled: false } }");
        Reload();

        if (text is null) File.Delete(folder.At("policies.yaml"));
        else folder.Write("policies.yaml", text);
        Reload();

        Assert.Empty(rulebook.Current.Policies.All);
        Assert.Equal(Mode.Safe, rulebook.Current.Settings.Mode);
        Assert.Contains("`policies.yaml` is", Assert.Single(shelf.SettingsProblems), StringComparison.Ordinal);
    }

    [Fact]
    public void Half_of_a_settings_file_is_not_believed_at_the_first_look()
    {
        folder.Write("a.csx", Script("a"));
        folder.Write("policies.yaml", "mode: safe\npolicies: { a: { enabled: false } }");
        Reload();

        folder.Write("policies.yaml", "mode: safe\n");
        Assert.False(Look().Changed);
        folder.Write("policies.yaml", "mode: safe\npolicies: { a: { enabled: false }, b: {} }");
        Assert.False(Look().Changed);
        Assert.Empty(rulebook.Current.Policies.All);

        Assert.True(Look().Changed);
        Assert.Empty(rulebook.Current.Policies.All);
    }

    [Fact]
    public void One_script_that_can_not_be_read_keeps_nothing_else_from_being_taken_over()
    {
        folder.Write("a.csx", Script("a"));
        folder.Write("policies.yaml", "mode: safe");
        Reload();

        File.CreateSymbolicLink(folder.At("z.csx"), "nowhere");
        folder.Write("policies.yaml", "mode: dry-run");
        Reload();

        Assert.Equal(Mode.DryRun, rulebook.Current.Settings.Mode);
        Assert.Equal(["a"], Ids());
        Assert.Contains("can't be read", Assert.Single(Entry("z.csx").Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_script_is_no_policy_and_keeps_the_last_good_one()
    {
        folder.Write("a.csx", Script("a"));
        Reload();

        folder.Write("a.csx", "");
        Reload();

        Assert.Equal(["a"], Ids());
        Assert.Equal(ShelfState.KeptLastGood, Entry("a.csx").State);
        Assert.Contains("is empty", Assert.Single(Entry("a.csx").Problems).Message, StringComparison.Ordinal);
    }
}
