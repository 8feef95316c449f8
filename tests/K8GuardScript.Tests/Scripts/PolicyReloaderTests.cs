using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Scripts;

namespace K8GuardScript.Tests.Scripts;

public sealed partial class PolicyReloaderTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly TempFolder data = new();
    private readonly Rulebook rulebook = new();
    private readonly PolicyShelf shelf = new();
    private readonly ManualClock clock = new();
    private readonly PolicyReloader reloader;

    public PolicyReloaderTests() => reloader = Reloader(mayAct: false);

    public void Dispose()
    {
        folder.Dispose();
        data.Dispose();
    }

    [Fact]
    public async Task The_first_load_puts_scripts_and_settings_in_force_together()
    {
        folder.Write("a.csx", Script("a"));
        folder.Write("policies.yaml", "mode: safe\ncluster: prod");

        var outcome = await ReloadAsync();

        Assert.True(outcome.Changed);
        Assert.Equal(["a"], Ids());
        Assert.Equal("prod", rulebook.Current.Settings.Cluster);
        Assert.Equal(ShelfState.Active, Entry("a.csx").State);
        Assert.Equal(Some.Noon, Entry("a.csx").LoadedAt);
        Assert.True(shelf.WasLoaded);
    }

    [Fact]
    public async Task Nothing_changed_means_nothing_happens()
    {
        folder.Write("a.csx", Script("a"));
        await ReloadAsync();
        var before = rulebook.Current;

        folder.Write("a.csx", Script("a"));

        Assert.Same(ReloadOutcome.Unchanged, await ReloadAsync());
        Assert.Same(before, rulebook.Current);
    }

    [Fact]
    public async Task A_changed_script_is_swapped_and_the_others_stay_as_they_run()
    {
        folder.Write("a.csx", Script("a"));
        folder.Write("b.csx", Script("b"));
        await ReloadAsync();
        var (a, b) = (rulebook.Current.Policies.Find("a"), rulebook.Current.Policies.Find("b"));

        clock.Advance(TimeSpan.FromMinutes(1));
        folder.Write("a.csx", Script("a", title: "Another title"));
        var outcome = await ReloadAsync();

        Assert.Same(a, outcome.Before.Policies.Find("a"));
        Assert.Equal("Another title", outcome.Now.Policies.Find("a")!.Definition.Title);
        Assert.NotEqual(a!.Revision, outcome.Now.Policies.Find("a")!.Revision);
        Assert.Same(b, outcome.Now.Policies.Find("b"));
        Assert.Equal((Some.Noon.AddMinutes(1), Some.Noon), (Entry("a.csx").LoadedAt, Entry("b.csx").LoadedAt));
    }

    [Fact]
    public async Task A_broken_script_keeps_its_last_good_version_and_says_where_it_is_broken()
    {
        folder.Write("a.csx", Script("a"));
        await ReloadAsync();
        var good = rulebook.Current.Policies.Find("a")!.Revision;

        folder.Write("a.csx", Script("a") + "\nvar x = ;\n");
        await ReloadAsync();

        Assert.Equal(good, rulebook.Current.Policies.Find("a")!.Revision);
        Assert.Equal(ShelfState.KeptLastGood, Entry("a.csx").State);
        var problem = Entry("a.csx").Problems[0];
        Assert.Equal(("a.csx", 3, 9, "CS1525"), (problem.File, problem.Line!.Value, problem.Column!.Value, problem.Code));
    }

    [Fact]
    public async Task A_script_that_was_broken_from_the_start_does_not_keep_others_out()
    {
        folder.Write("a.csx", "this is no script");
        folder.Write("b.csx", Script("b"));

        Assert.True((await ReloadAsync()).Changed);

        Assert.Equal(["b"], Ids());
        Assert.Equal((ShelfState.Failed, null), (Entry("a.csx").State, Entry("a.csx").Id));
    }

    [Fact]
    public async Task An_edit_that_is_taken_back_leaves_what_runs_running()
    {
        folder.Write("a.csx", Script("a"));
        await ReloadAsync();
        var running = rulebook.Current.Policies.Find("a");
        folder.Write("a.csx", Script("a") + "broken");
        await ReloadAsync();

        folder.Write("a.csx", Script("a"));
        await ReloadAsync();

        Assert.Equal(running!.Revision, rulebook.Current.Policies.Find("a")!.Revision);
        Assert.Equal(ShelfState.Active, Entry("a.csx").State);
        Assert.Empty(Entry("a.csx").Problems);
    }

    [Fact]
    public async Task A_broken_script_still_gets_a_newer_mode_scope_and_pace()
    {
        folder.Write("a.csx", Script("a"));
        folder.Write("policies.yaml", "mode: safe\npolicies: { a: { mode: act } }");
        await ReloadAsync();
        folder.Write("a.csx", "broken");
        await ReloadAsync();

        folder.Write("policies.yaml", "mode: safe\npolicies: { a: { mode: dry-run, namespaces: [shop], escalation: { warnings: 9 } } }");
        await ReloadAsync();

        var policy = rulebook.Current.Policies.Find("a")!;
        Assert.Equal(Mode.DryRun, policy.Settings.Mode);
        Assert.Equal(["shop"], policy.Settings.Scope.Namespaces.Patterns.All);
        Assert.Equal(9, policy.Ladder.Warnings);
        Assert.Equal(ShelfState.KeptLastGood, Entry("a.csx").State);
    }

    [Fact]
    public async Task Settings_for_one_policy_change_that_one_alone()
    {
        folder.Write("a.csx", Script("a"));
        folder.Write("b.csx", Script("b"));
        await ReloadAsync();
        var b = rulebook.Current.Policies.Find("b");

        folder.Write("policies.yaml", "policies: { a: { settings: { limit: 5 } } }");
        await ReloadAsync();

        Assert.Same(b, rulebook.Current.Policies.Find("b"));
        Assert.Equal("5", rulebook.Current.Policies.Find("a")!.Settings.Values["limit"].Scalar);
    }

    [Fact]
    public async Task A_value_that_a_script_can_not_take_keeps_the_last_good_ones_and_names_the_settings_file()
    {
        folder.Write("a.csx", Script("a"));
        folder.Write("policies.yaml", "policies:\n  a: { settings: { limit: 5 } }");
        await ReloadAsync();

        folder.Write("policies.yaml", "policies:\n  a: { settings: { limit: many } }");
        await ReloadAsync();

        Assert.Equal(ShelfState.KeptLastGood, Entry("a.csx").State);
        var problem = Assert.Single(Entry("a.csx").Problems);
        Assert.Equal(("policies.yaml", 2), (problem.File, problem.Line));
        Assert.Equal("5", rulebook.Current.Policies.Find("a")!.Settings.Values["limit"].Scalar);
    }

    [Fact]
    public async Task Wrong_settings_keep_everything_and_are_told_once()
    {
        folder.Write("a.csx", Script("a"));
        folder.Write("policies.yaml", "mode: safe");
        await ReloadAsync();
        var before = rulebook.Current;

        folder.Write("policies.yaml", "mode: wild\ncolour: red");
        var outcome = await ReloadAsync();

        Assert.False(outcome.Changed);
        Assert.Same(before, rulebook.Current);
        Assert.Equal(2, outcome.Problems.Count);
        Assert.StartsWith("policies.yaml(1,7): ", outcome.Problems[0], StringComparison.Ordinal);
        Assert.Empty((await ReloadAsync()).Problems);
        Assert.Equal(outcome.Problems, shelf.SettingsProblems);
    }

    [Fact]
    public async Task Settings_that_are_right_again_are_no_problem_any_more()
    {
        folder.Write("a.csx", Script("a"));
        await ReloadAsync();
        folder.Write("policies.yaml", "mode: wild");
        await ReloadAsync();

        folder.Write("policies.yaml", "mode: safe");
        await ReloadAsync();

        Assert.Empty(shelf.SettingsProblems);
        Assert.Equal(Mode.Safe, rulebook.Current.Settings.Mode);
    }

    [Fact]
    public async Task A_library_that_changed_while_the_settings_were_wrong_is_not_forgotten()
    {
        folder.Write("_title.csx", "static string Title() => \"Old\";");
        folder.Write("a.csx", "#load \"_title.csx\"\n" + Script("a", title: "\" + Title() + \""));
        await ReloadAsync();
        folder.Write("_title.csx", "static string Title() => \"New\";");
        folder.Write("policies.yaml", "mode: wild");
        await ReloadAsync();

        folder.Write("policies.yaml", "mode: safe");
        await ReloadAsync();

        Assert.Empty(Entry("a.csx").Problems);
        Assert.Equal("New", rulebook.Current.Policies.Find("a")!.Definition.Title);
    }

    [Fact]
    public async Task An_empty_folder_keeps_the_last_policies_until_it_is_filled_again()
    {
        folder.Write("a.csx", Script("a"));
        await ReloadAsync();
        File.Delete(folder.At("a.csx"));

        var outcome = await ReloadAsync();

        Assert.False(outcome.Changed);
        Assert.Contains("is empty", Assert.Single(outcome.Problems), StringComparison.Ordinal);
        Assert.Equal(["a"], Ids());

        folder.Write("a.csx", Script("a"));
        await ReloadAsync();
        Assert.Empty(shelf.SettingsProblems);
    }

    [Fact]
    public async Task A_folder_that_can_not_be_read_keeps_the_last_policies_until_it_is_back()
    {
        folder.Write("policies/a.csx", Script("a"));
        var reloading = new SomeReloader(new PolicyFolder(folder.At("policies"), [], null), data.Path, clock) { Rulebook = rulebook, Shelf = shelf }.Create();
        await reloading.ReloadAsync(TestContext.Current.CancellationToken);
        Directory.Move(folder.At("policies"), folder.At("away"));

        var outcome = await reloading.ReloadAsync(TestContext.Current.CancellationToken);

        Assert.Contains("can't be read", Assert.Single(outcome.Problems), StringComparison.Ordinal);
        Assert.Equal(["a"], Ids());

        Directory.Move(folder.At("away"), folder.At("policies"));
        await reloading.ReloadAsync(TestContext.Current.CancellationToken);
        Assert.Empty(shelf.SettingsProblems);
    }

    [Fact]
    public async Task Wrong_settings_stay_told_while_the_folder_comes_and_goes()
    {
        folder.Write("a.csx", Script("a"));
        await ReloadAsync();
        folder.Write("policies.yaml", "mode: wild");
        await ReloadAsync();
        File.Move(folder.At("a.csx"), folder.At("a.away"));
        await ReloadAsync();
        File.Move(folder.At("a.away"), folder.At("a.csx"));

        await ReloadAsync();

        Assert.Contains("wild", Assert.Single(shelf.SettingsProblems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_script_is_out_of_force()
    {
        folder.Write("a.csx", Script("a"));
        folder.Write("b.csx", Script("b"));
        await ReloadAsync();

        File.Delete(folder.At("a.csx"));
        await ReloadAsync();

        Assert.Equal(["b"], Ids());
        Assert.Equal(["b.csx"], shelf.All().Select(entry => entry.File));
    }

    [Fact]
    public async Task A_disabled_policy_is_out_of_force_and_comes_back()
    {
        folder.Write("a.csx", Script("a"));
        folder.Write("policies.yaml", "policies: { a: { enabled: false } }");
        await ReloadAsync();
        Assert.Empty(Ids());
        Assert.Equal(ShelfState.Disabled, Entry("a.csx").State);

        folder.Write("policies.yaml", "policies: { a: { enabled: true } }");
        await ReloadAsync();

        Assert.Equal(["a"], Ids());
        Assert.Equal(ShelfState.Active, Entry("a.csx").State);
    }

    [Fact]
    public async Task Mode_act_is_refused_where_the_guard_may_not_act()
    {
        folder.Write("a.csx", Script("a"));
        folder.Write("policies.yaml", "mode: act");

        var outcome = await ReloadAsync();

        Assert.False(outcome.Changed);
        Assert.Contains("policies.yaml: `mode: act` is refused", Assert.Single(outcome.Problems), StringComparison.Ordinal);
        Assert.Empty(Ids());
        Assert.Null(rulebook.Current.Settings.Mode);
        Assert.False(shelf.WasLoaded);
    }

    [Fact]
    public async Task Mode_act_is_taken_where_the_guard_may_act()
    {
        folder.Write("a.csx", Script("a"));
        folder.Write("policies.yaml", "mode: act");

        await Reloader(mayAct: true).ReloadAsync(TestContext.Current.CancellationToken);

        Assert.Equal(Mode.Act, rulebook.Current.Settings.Mode);
    }

    private static string Script(string id, string title = "A title") =>
        $"Policy(\"{id}\", Severity.Low, \"{title}\"); var limit = Setting(\"limit\", 3, \"a limit\");\n"
        + "EachNamespace((ns, found) => { if (limit > 9) found.Violation(ns.Metadata[\"name\"], \"no\"); });";

    // changed settings are believed at the second look
    private async Task<ReloadOutcome> ReloadAsync()
    {
        var outcome = await LookAsync();
        return ReferenceEquals(outcome, ReloadOutcome.Unsteady) ? await LookAsync() : outcome;
    }

    private Task<ReloadOutcome> LookAsync() => reloader.ReloadAsync(TestContext.Current.CancellationToken);

    private PolicyReloader Reloader(bool mayAct) =>
        new SomeReloader(new PolicyFolder(folder.Path, [], null), data.Path, clock) { Rulebook = rulebook, Shelf = shelf }.Create(mayAct);

    private IEnumerable<string> Ids() => rulebook.Current.Policies.All.Select(policy => policy.Id);

    private ShelfEntry Entry(string file) => shelf.All().Single(entry => entry.File == file);
}
