using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Scripts;

namespace K8GuardScript.Tests.Scripts;

/// <summary>What a worker starts from: its folder, the cache, and what was in force before.</summary>
public sealed class RestartTests : IDisposable
{
    private const string Cases = """
        cases:
          - name: nothing is said
            object: { apiVersion: v1, kind: Namespace, metadata: { name: shop } }
            expect: none
        """;

    private readonly TempFolder folder = new();
    private readonly TempFolder data = new();

    public void Dispose()
    {
        folder.Dispose();
        data.Dispose();
    }

    [Fact]
    public async Task A_restart_needs_no_compiler_and_no_first_run()
    {
        folder.Write("a.csx", Script("a"));
        folder.Write("a.cases.yaml", Cases);
        var first = await StartAsync();

        var second = await StartAsync();

        Assert.Single(first.Compiler.Jobs);
        Assert.Empty(second.Compiler.Jobs);
        Assert.Equal(Policy(first, "a").Revision, Policy(second, "a").Revision);
    }

    [Fact]
    public async Task Other_cases_are_run_and_other_settings_tried_without_compiling_again()
    {
        folder.Write("a.csx", Script("a"));
        await StartAsync();

        folder.Write("a.cases.yaml", Cases);
        var withCases = await StartAsync();
        folder.Write("policies.yaml", "policies: { a: { settings: { limit: 7 } } }");
        var withSettings = await StartAsync();

        Assert.NotNull(Assert.Single(withCases.Compiler.Jobs).Compiled);
        Assert.NotNull(Assert.Single(withSettings.Compiler.Jobs).Compiled);
    }

    [Fact]
    public async Task Whether_a_policy_reads_status_is_known_from_the_cache_as_well()
    {
        folder.Write("a.csx", Script("a"));
        folder.Write("b.csx", Script("b") + "Each<Pod>((p, found) => { if (p.Status.Phase == \"Failed\") found.Violation(p, \"failed\"); });\n");
        var first = await StartAsync();
        var second = await StartAsync();

        Assert.Equal((false, true), (Policy(first, "a").ReadsStatus, Policy(first, "b").ReadsStatus));
        Assert.Equal((false, true), (Policy(second, "a").ReadsStatus, Policy(second, "b").ReadsStatus));
        Assert.Empty(second.Compiler.Jobs);
    }

    [Fact]
    public async Task What_is_damaged_in_the_cache_is_compiled_again()
    {
        folder.Write("a.csx", Script("a"));
        var first = await StartAsync();
        var entry = Assert.Single(Directory.GetFiles(first.CacheFolder));
        File.WriteAllBytes(entry, [1, 2, 3]);

        var second = await StartAsync();

        Assert.Equal(["a.csx"], second.Compiler.Compiled);
        Assert.NotNull(Policy(second, "a"));
    }

    [Fact]
    public async Task A_failing_case_refuses_a_first_version_and_says_where()
    {
        folder.Write("a.csx", Script("a", rule: "found.Violation(ns.Metadata[\"name\"], \"no\");"));
        folder.Write("a.cases.yaml", Cases);

        var parts = await StartAsync();

        var entry = Assert.Single(parts.Shelf.All());
        Assert.Equal(ShelfState.Failed, entry.State);
        var problem = Assert.Single(entry.Problems);
        Assert.Equal(("a.cases.yaml", 2), (problem.File, problem.Line));
        Assert.Contains("`nothing is said` fails", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_case_keeps_the_last_good_version()
    {
        folder.Write("a.csx", Script("a"));
        folder.Write("a.cases.yaml", Cases);
        var parts = Parts();
        var reloader = parts.Create();
        await reloader.ReloadAsync(TestContext.Current.CancellationToken);
        var good = Policy(parts, "a").Revision;

        folder.Write("a.csx", Script("a", rule: "found.Violation(ns.Metadata[\"name\"], \"no\");"));
        await reloader.ReloadAsync(TestContext.Current.CancellationToken);
        await reloader.ReloadAsync(TestContext.Current.CancellationToken);

        Assert.Equal(good, Policy(parts, "a").Revision);
        Assert.Equal(ShelfState.KeptLastGood, Assert.Single(parts.Shelf.All()).State);
    }

    [Fact]
    public async Task A_rule_that_breaks_on_a_real_object_is_told_and_taken_all_the_same()
    {
        folder.Write("a.csx", Script("a", rule: "string[] none = []; found.Violation(ns.Metadata[\"name\"], none[3]);"));
        var parts = Parts();
        parts.Sample.Objects.Add("""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"shop"}}""");

        await parts.Create().ReloadAsync(TestContext.Current.CancellationToken);

        var entry = Assert.Single(parts.Shelf.All());
        Assert.Equal(ShelfState.Active, entry.State);
        Assert.Contains("on Namespace", Assert.Single(entry.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_with_a_broken_script_goes_on_with_its_last_good_version_which_only_warns()
    {
        folder.Write("a.csx", Script("a"));
        folder.Write("policies.yaml", "mode: act\npolicies: { a: { mode: act } }");
        await StartAsync(mayAct: true);

        folder.Write("a.csx", "broken");
        var parts = await StartAsync(mayAct: true);

        Assert.Equal(ShelfState.KeptLastGood, Assert.Single(parts.Shelf.All()).State);
        Assert.Equal(Mode.Safe, Policy(parts, "a").Settings.Mode);
    }

    [Theory]
    [InlineData("settings")]
    [InlineData("empty")]
    [InlineData("gone")]
    public async Task A_start_without_usable_settings_or_scripts_goes_on_with_the_last_good_ones_in_safe(string what)
    {
        folder.Write("policies/a.csx", Script("a"));
        var settings = folder.Write("policies/policies.yaml", "mode: act\npolicies: { a: { mode: act } }");
        await StartAsync(mayAct: true, below: "policies");

        if (what == "settings") File.WriteAllText(settings, "mode: wild");
        else if (what == "empty") File.Delete(folder.At("policies/a.csx"));
        else Directory.Delete(folder.At("policies"), recursive: true);
        var parts = Parts(below: "policies");
        var outcome = await parts.Create(mayAct: true).ReloadAsync(TestContext.Current.CancellationToken);

        Assert.True(outcome.Changed);
        Assert.NotEmpty(outcome.Problems);
        Assert.NotNull(Policy(parts, "a"));
        Assert.Equal(Mode.Safe, parts.Rulebook.Current.Settings.Mode);
        Assert.Empty(parts.Compiler.Jobs);
        Assert.NotEmpty(parts.Shelf.SettingsProblems);
    }

    [Fact]
    public async Task A_first_start_has_nothing_to_go_on_with()
    {
        folder.Write("a.csx", Script("a"));
        folder.Write("policies.yaml", "mode: wild");

        Assert.False((await Parts().Create().ReloadAsync(TestContext.Current.CancellationToken)).Changed);
    }

    [Fact]
    public async Task What_is_in_quarantine_is_out_of_force_and_the_rest_is_in()
    {
        folder.Write("a.csx", Script("a"));
        folder.Write("b.csx", Script("b"));
        var parts = Parts();
        var reloader = parts.Create();
        await reloader.ReloadAsync(TestContext.Current.CancellationToken);
        var a = Policy(parts, "a");

        parts.Quarantine.ProcessDied(new RunMark("a", a.Revision, "Pod shop/web"));
        Assert.True((await reloader.ReloadAsync(TestContext.Current.CancellationToken)).Changed);

        Assert.Equal(["b"], parts.Rulebook.Current.Policies.All.Select(policy => policy.Id));
        var entry = parts.Shelf.All().Single(entry => entry.File == "a.csx");
        Assert.Equal(ShelfState.Quarantined, entry.State);
        Assert.Equal(["a"], entry.WaitsFor);
        Assert.Contains("on Pod shop/web", Assert.Single(entry.Problems).Message, StringComparison.Ordinal);

        parts.Quarantine.Release(parts.Quarantine.Of("a", a.Revision)!);
        await reloader.ReloadAsync(TestContext.Current.CancellationToken);
        Assert.Same(a, parts.Rulebook.Current.Policies.Find("a"));
    }

    [Fact]
    public async Task A_script_that_never_loaded_waits_for_what_may_be_its_own_and_for_nothing_else()
    {
        folder.Write("a.csx", "Policy(\"other-id\", Severity.Low, \"x\") nonsense");

        var parts = await StartAsync();

        Assert.Equal(["other-id", "a"], Assert.Single(parts.Shelf.All()).WaitsFor);
    }

    private static string Script(string id, string rule = "") =>
        $"Policy(\"{id}\", Severity.Low, \"a title\"); var limit = Setting(\"limit\", 3, \"a limit\");\nEachNamespace((ns, found) => {{ {rule} }});";

    private static Policy Policy(SomeReloader parts, string id) => parts.Rulebook.Current.Policies.Find(id)!;

    private SomeReloader Parts(string below = "") => new(new PolicyFolder(folder.At(below), [], null), data.Path, new ManualClock());

    private async Task<SomeReloader> StartAsync(bool mayAct = false, string below = "")
    {
        var parts = Parts(below);
        await parts.Create(mayAct).ReloadAsync(TestContext.Current.CancellationToken);
        return parts;
    }
}
