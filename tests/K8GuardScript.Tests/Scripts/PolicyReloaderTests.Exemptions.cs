using K8GuardScript.Core.Escalate;
using K8GuardScript.Scripts;

namespace K8GuardScript.Tests.Scripts;

// Files with nothing but exemptions.
public sealed partial class PolicyReloaderTests
{
    [Fact]
    public async Task Exemptions_of_the_settings_and_of_all_files_hold_together_and_one_that_is_removed_is_gone()
    {
        folder.Write("a.csx", Script("a"));
        folder.Write("policies.yaml", Exempting("settings"));
        folder.Write("b.exemptions.yaml", Exempting("b"));
        folder.Write("a.exemptions.yaml", Exempting("a"));

        await ReloadAsync();
        Assert.Equal(["settings", "a", "b"], Reasons());
        Assert.Equal("a.exemptions.yaml(1,15)", rulebook.Current.Settings.Exemptions[1].Place);

        File.Delete(folder.At("a.exemptions.yaml"));
        await ReloadAsync();
        Assert.Equal(["settings", "b"], Reasons());
    }

    [Theory]
    [InlineData("exemptions: [ { policies: [a] } ]")]
    [InlineData("exemptions: [")]
    [InlineData("mode: act")]
    [InlineData("")]
    public async Task A_bad_file_keeps_what_it_said_last_and_keeps_nothing_else_from_being_taken_over(string bad)
    {
        folder.Write("a.csx", Script("a"));
        folder.Write("x.exemptions.yaml", Exempting("good"));
        await ReloadAsync();

        folder.Write("x.exemptions.yaml", bad);
        folder.Write("y.exemptions.yaml", Exempting("another"));
        folder.Write("b.csx", Script("b"));
        var outcome = await ReloadAsync();

        Assert.True(outcome.Changed);
        Assert.Equal(["a", "b"], Ids());
        Assert.Equal(["good", "another"], Reasons());
        Assert.All(outcome.Problems, problem => Assert.StartsWith("x.exemptions.yaml(", problem, StringComparison.Ordinal));
        Assert.NotEmpty(shelf.SettingsProblems);

        folder.Write("x.exemptions.yaml", Exempting("mended"));
        Assert.Empty((await ReloadAsync()).Problems);
        Assert.Equal(["mended", "another"], Reasons());
        Assert.Empty(shelf.SettingsProblems);
    }

    [Fact]
    public async Task A_first_start_with_a_bad_file_fails_as_nobody_knows_what_is_exempt()
    {
        folder.Write("a.csx", Script("a"));
        folder.Write("x.exemptions.yaml", "exemptions: [ { policies: [a] } ]");

        var outcome = await ReloadAsync();

        Assert.False(outcome.Changed);
        Assert.Contains("x.exemptions.yaml(1,", outcome.Problems[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_later_start_with_a_bad_file_goes_on_with_what_it_said_last_and_acts_on_nothing()
    {
        folder.Write("a.csx", Script("a"));
        folder.Write("policies.yaml", "mode: act");
        folder.Write("x.exemptions.yaml", Exempting("good"));
        await Reloader(mayAct: true).ReloadAsync(TestContext.Current.CancellationToken);
        folder.Write("x.exemptions.yaml", "broken: [");

        var outcome = await Reloader(mayAct: true).ReloadAsync(TestContext.Current.CancellationToken);

        Assert.True(outcome.Changed);
        Assert.NotEmpty(outcome.Problems);
        Assert.Equal(["good"], Reasons());
        Assert.Equal(Mode.Safe, rulebook.Current.Settings.Mode);
    }

    [Fact]
    public async Task A_later_start_with_broken_settings_has_the_exemptions_of_before_too()
    {
        folder.Write("a.csx", Script("a"));
        folder.Write("policies.yaml", "mode: safe");
        folder.Write("x.exemptions.yaml", Exempting("good"));
        await ReloadAsync();
        folder.Write("policies.yaml", "mode: [");
        folder.Write("x.exemptions.yaml", Exempting("new"));

        await Reloader(mayAct: false).ReloadAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["good"], Reasons());
    }

    [Fact]
    public async Task An_end_that_is_too_far_away_is_refused_and_time_alone_makes_none_wrong()
    {
        folder.Write("a.csx", Script("a"));
        folder.Write("x.exemptions.yaml", Exempting("soon", days: 170));
        await ReloadAsync();
        folder.Write("y.exemptions.yaml", Exempting("far", days: 200));
        Assert.Contains("more than 180 days away", (await ReloadAsync()).Problems[0], StringComparison.Ordinal);
        Assert.Equal(["soon"], Reasons());

        File.Delete(folder.At("y.exemptions.yaml"));
        clock.Advance(TimeSpan.FromDays(300));
        folder.Write("b.csx", Script("b"));

        Assert.Empty((await ReloadAsync()).Problems);
        Assert.Equal(["soon"], Reasons());
    }

    [Fact]
    public async Task A_changed_file_is_believed_once_two_looks_agree_and_judges_nothing_anew()
    {
        folder.Write("a.csx", Script("a"));
        await ReloadAsync();
        var before = rulebook.Current.Policies.Find("a");

        folder.Write("x.exemptions.yaml", Exempting("new"));
        Assert.Same(ReloadOutcome.Unsteady, await LookAsync());
        await LookAsync();

        Assert.Equal(["new"], Reasons());
        Assert.Same(before, rulebook.Current.Policies.Find("a"));
    }

    private static string Exempting(string reason, int days = 10) =>
        $"exemptions: [ {{ policies: [a], namespaces: [shop], reason: {reason}, ticket: T-1, expires: {Some.Noon.AddDays(days):yyyy-MM-dd} }} ]";

    private IEnumerable<string> Reasons() => rulebook.Current.Settings.Exemptions.Select(exemption => exemption.Reason);
}
