using System.Globalization;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Scripts;

namespace K8GuardScript.Tests.Scripts;

public sealed partial class PolicyReloaderTests
{
    private const string Overridden = "policies:\n  a:\n    mode: dry-run\n    overrides:\n"
        + "    - { names: [x], settings: { limit: 5 } }\n    - { names: [y], settings: { limit: 6 } }\n";

    [Fact]
    public async Task What_of_a_scope_does_nothing_is_told_of_the_policy_until_it_is_mended()
    {
        folder.Write("a.csx", Script("a"));
        folder.Write("policies.yaml", "policies: { a: { kinds: [Namespaces], overrides: [ { names: ['!*'] } ] } }");
        await ReloadAsync();

        Assert.Equal(2, Entry("a.csx").OddScopes.Count);
        Assert.StartsWith("policies.yaml(1,", Entry("a.csx").OddScopes[0], StringComparison.Ordinal);
        Assert.EndsWith("(did you mean `Namespace`?)", Entry("a.csx").OddScopes[0], StringComparison.Ordinal);

        folder.Write("policies.yaml", "policies: { a: { kinds: [Namespace], overrides: [ { names: ['!a'] } ] } }");
        await ReloadAsync();

        Assert.Empty(Entry("a.csx").OddScopes);
    }

    [Fact]
    public async Task An_override_runs_the_body_with_its_own_settings()
    {
        folder.Write("a.csx", Script("a"));
        folder.Write("policies.yaml", Overridden);

        await ReloadAsync();

        var a = Policy("a");
        Assert.Equal([3, 5, 6], a.Variants.Prepend(a).Select(variant => Convert.ToInt32(variant.Definition.Settings[0].Value, CultureInfo.InvariantCulture)));
        Assert.Equal(3, a.Variants.Prepend(a).Select(variant => variant.Revision).Distinct().Count());
    }

    [Fact]
    public async Task A_changed_override_is_a_new_revision_of_that_variant_alone()
    {
        folder.Write("a.csx", Script("a"));
        folder.Write("b.csx", Script("b"));
        folder.Write("policies.yaml", Overridden);
        await ReloadAsync();
        var (a, b) = (Policy("a"), Policy("b"));

        folder.Write("policies.yaml", Overridden.Replace("limit: 6", "limit: 7", StringComparison.Ordinal));
        await ReloadAsync();

        var next = Policy("a");
        Assert.Equal((a.Revision, a.Variants.First().Revision), (next.Revision, next.Variants.First().Revision));
        Assert.NotEqual(a.Variants.Last().Revision, next.Variants.Last().Revision);
        Assert.False(next.JudgesLike(a));
        Assert.Same(b, Policy("b"));
    }

    [Theory]
    [InlineData("limit: five", 5, "`limit`")]
    [InlineData("limt: 5", 5, "there is no setting `limt`")]
    public async Task A_value_of_an_override_that_the_script_can_not_take_is_told_at_its_place(string setting, int line, string what)
    {
        folder.Write("a.csx", Script("a"));
        folder.Write("policies.yaml", Overridden);
        await ReloadAsync();
        var a = Policy("a");

        folder.Write("policies.yaml", Overridden.Replace("limit: 5", setting, StringComparison.Ordinal));
        await ReloadAsync();

        var problem = Assert.Single(Entry("a.csx").Problems);
        Assert.Equal(("policies.yaml", line), (problem.File, problem.Line));
        Assert.Contains(what, problem.Message, StringComparison.Ordinal);
        Assert.Equal(ShelfState.KeptLastGood, Entry("a.csx").State);
        Assert.Same(a, Policy("a"));
    }

    [Fact]
    public async Task Wrong_values_of_the_entry_and_of_overrides_are_told_at_once()
    {
        folder.Write("a.csx", Script("a"));
        var wrong = Overridden.Replace("mode: dry-run", "settings: { limt: 1 }", StringComparison.Ordinal);
        folder.Write("policies.yaml", wrong.Replace("limit: 6", "limit: six", StringComparison.Ordinal));

        await ReloadAsync();

        Assert.Equal([3, 6], Entry("a.csx").Problems.Select(problem => problem.Line!.Value));
    }

    [Fact]
    public async Task Another_mode_keeps_what_runs_and_its_counts_and_judges_nothing_anew()
    {
        folder.Write("a.csx", Script("a"));
        folder.Write("policies.yaml", Overridden);
        await ReloadAsync();
        var a = Policy("a");
        clock.Advance(TimeSpan.FromMinutes(1));

        folder.Write("policies.yaml", Overridden.Replace("dry-run", "safe", StringComparison.Ordinal));
        await ReloadAsync();

        Assert.Equal(Mode.Safe, Policy("a").Settings.Mode);
        Assert.Same(a.State, Policy("a").State);
        Assert.Same(a.Definition, Policy("a").Definition);
        Assert.True(Policy("a").JudgesLike(a));
        Assert.Equal(Some.Noon, Entry("a.csx").LoadedAt);
    }

    [Fact]
    public async Task A_broken_script_is_left_alone_by_settings_that_are_not_its_own()
    {
        folder.Write("a.csx", Script("a"));
        folder.Write("policies.yaml", Overridden);
        await ReloadAsync();
        folder.Write("a.csx", "broken");
        await ReloadAsync();
        var a = Policy("a");

        folder.Write("policies.yaml", Overridden + "  b: { mode: safe }\n");
        await ReloadAsync();

        Assert.Same(a, Policy("a"));
    }

    [Fact]
    public async Task The_files_pace_changes_the_revisions_of_those_alone_that_it_is_the_pace_of()
    {
        folder.Write("a.csx", Script("a"));
        folder.Write("b.csx", Script("b"));
        folder.Write("policies.yaml", "policies: { a: { escalation: { grace: 1h, warnings: 2, every: 1h } } }");
        await ReloadAsync();
        var (a, b) = (Policy("a"), Policy("b"));

        folder.Write("policies.yaml", "escalation: { warnings: 7 }\npolicies: { a: { escalation: { grace: 1h, warnings: 2, every: 1h } } }");
        await ReloadAsync();

        Assert.Same(a, Policy("a"));
        Assert.NotEqual(b.Revision, Policy("b").Revision);
    }

    [Fact]
    public async Task An_override_that_spins_for_ever_refuses_the_version_once()
    {
        folder.Write("a.csx", Script("a") + "\nvar n = 0; while (limit == 5) n++;");
        folder.Write("policies.yaml", Overridden);

        await ReloadAsync();

        Assert.Equal(ShelfState.Failed, Entry("a.csx").State);
        Assert.Single(Entry("a.csx").Problems);
    }

    private Policy Policy(string id) => rulebook.Current.Policies.Find(id)!;
}
