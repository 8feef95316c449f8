using System.Diagnostics;
using K8GuardScript.Scripts;

namespace K8GuardScript.Tests.Scripts;

/// <summary>Every way in which files come and go: no change is lost, no half of a file is believed, nothing is loaded twice.</summary>
public sealed class ReloadSuiteTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly TempFolder data = new();
    private readonly SomeReloader parts;
    private readonly PolicyReloader reloader;
    private readonly KubeletFolder kubelet;

    public ReloadSuiteTests()
    {
        kubelet = new KubeletFolder(folder.At("policies"));
        parts = new SomeReloader(new PolicyFolder(kubelet.Mount, [], null), data.Path, new ManualClock());
        reloader = parts.Create();
    }

    public void Dispose()
    {
        folder.Dispose();
        data.Dispose();
    }

    [Fact]
    public async Task A_swapped_mount_is_taken_over_whole_and_each_script_is_compiled_once()
    {
        kubelet.Write(("a.csx", Script("a", "A1")), ("b.csx", Script("b", "B1")), ("policies.yaml", "cluster: one"));
        await ReloadAsync();
        kubelet.Write(("a.csx", Script("a", "A2")), ("b.csx", Script("b", "B1")), ("policies.yaml", "cluster: two"));
        await ReloadAsync();
        await ReloadAsync();

        Assert.Equal(["A2", "B1"], Titles());
        Assert.Equal("two", parts.Rulebook.Current.Settings.Cluster);
        Assert.Equal(["a.csx", "b.csx", "a.csx"], parts.Compiler.Compiled);
    }

    [Fact]
    public async Task Whoever_looks_in_the_middle_of_a_swap_sees_the_old_or_the_new_and_nothing_between()
    {
        kubelet.Write(("a.csx", Script("a", "1")), ("b.csx", Script("b", "1")), ("policies.yaml", "cluster: one"));
        await ReloadAsync();
        var seen = new List<string>();
        kubelet.Between = _ =>
        {
            // both looks that a change needs, at the same moment
            ReloadAsync().GetAwaiter().GetResult();
            seen.Add(string.Join(' ', Titles().Append(parts.Rulebook.Current.Settings.Cluster)));
        };

        kubelet.Write(("a.csx", Script("a", "2")), ("b.csx", Script("b", "2")), ("c.csx", Script("c", "2")), ("policies.yaml", "cluster: two"));

        Assert.Equal(["1 1 one", "2 2 2 two"], seen.Distinct());
        Assert.Empty(parts.Shelf.SettingsProblems);
        Assert.All(parts.Shelf.All(), entry => Assert.Empty(entry.Problems));
    }

    [Fact]
    public async Task A_policy_that_is_dropped_from_the_mount_is_out_of_force()
    {
        kubelet.Write(("a.csx", Script("a", "A")), ("b.csx", Script("b", "B")));
        await ReloadAsync();

        kubelet.Write(("b.csx", Script("b", "B")));
        await ReloadAsync();

        Assert.Equal(["B"], Titles());
    }

    [Fact]
    public async Task An_emptied_mount_keeps_the_last_set()
    {
        kubelet.Write(("a.csx", Script("a", "A")));
        await ReloadAsync();

        kubelet.Write();
        await ReloadAsync();

        Assert.Equal(["A"], Titles());
        Assert.Contains("is empty", Assert.Single(parts.Shelf.SettingsProblems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_twenty_swaps_in_a_row_the_last_one_counts()
    {
        for (var i = 0; i < 20; i++)
        {
            kubelet.Write(("a.csx", Script("a", $"A{i}")));
            await LookAsync();
        }

        await LookAsync();

        Assert.Equal(["A19"], Titles());
    }

    [Theory]
    [InlineData("write in place")]
    [InlineData("rename over")]
    [InlineData("delete and create")]
    [InlineData("backup, then rename over")]
    public async Task Every_way_of_saving_is_a_change(string way)
    {
        var file = folder.Write("policies/a.csx", Script("a", "A1"));
        await ReloadAsync();

        Save(way, file, Script("a", "A2"));
        await ReloadAsync();

        Assert.Equal(["A2"], Titles());
        Assert.Equal(2, parts.Compiler.Compiled.Count());
    }

    [Fact]
    public async Task A_file_that_is_gone_for_a_moment_withdraws_nothing()
    {
        var file = folder.Write("policies/a.csx", Script("a", "A1"));
        folder.Write("policies/b.csx", Script("b", "B"));
        await ReloadAsync();

        File.Delete(file);
        await LookAsync();
        File.WriteAllText(file, Script("a", "A2"));
        await ReloadAsync();

        Assert.Equal(["A2", "B"], Titles());
    }

    [Fact]
    public async Task Half_of_a_script_that_would_do_is_not_believed_at_the_first_look()
    {
        var file = folder.Write("policies/a.csx", Script("a", "Whole"));
        await ReloadAsync();

        // valid on its own, and without what the rest of it says
        File.WriteAllText(file, Script("a", "Half"));
        Assert.Same(ReloadOutcome.Unsteady, await LookAsync());
        File.AppendAllText(file, "\n// and the rest");
        Assert.Same(ReloadOutcome.Unsteady, await LookAsync());

        Assert.Equal(["Whole"], Titles());
        Assert.Equal(["a.csx"], parts.Compiler.Compiled);
        Assert.True((await LookAsync()).Changed);
        Assert.Equal(["Half"], Titles());
    }

    [Fact]
    public async Task What_is_no_file_keeps_nothing_up()
    {
        if (OperatingSystem.IsWindows()) return;
        folder.Write("policies/a.csx", Script("a", "A"));
        using var pipe = Process.Start("mkfifo", folder.At("policies/pipe.csx"));
        await pipe.WaitForExitAsync(TestContext.Current.CancellationToken);
        Directory.CreateDirectory(folder.At("policies/folder.csx"));
        File.CreateSymbolicLink(folder.At("policies/zero.csx"), "/dev/zero");
        File.WriteAllBytes(folder.At("policies/huge.csx"), new byte[1 << 20]);

        await ReloadAsync();

        Assert.Equal(["A"], Titles());
        Assert.Contains("no regular file", Problem("pipe.csx"), StringComparison.Ordinal);
        Assert.Contains("leaves the policies' folder", Problem("zero.csx"), StringComparison.Ordinal);
        Assert.Contains("more than 256 KiB", Problem("huge.csx"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_library_changes_only_the_scripts_that_load_it()
    {
        folder.Write("policies/_title.csx", "string Title() => \"Old\";");
        folder.Write("policies/a.csx", "#load \"_title.csx\"\n" + Script("a", "\" + Title() + \""));
        folder.Write("policies/b.csx", Script("b", "B"));
        await ReloadAsync();

        folder.Write("policies/_title.csx", "string Title() => \"New\";");
        await ReloadAsync();

        Assert.Equal(["New", "B"], Titles());
        Assert.Equal(["a.csx", "b.csx", "a.csx"], parts.Compiler.Compiled);
    }

    private static string Script(string id, string title) =>
        $"Policy(\"{id}\", Severity.Low, \"{title}\");\nEachNamespace((ns, found) => {{ }});";

    private static void Save(string way, string file, string text)
    {
        switch (way)
        {
            case "rename over":
                File.WriteAllText(file + ".tmp", text);
                File.Move(file + ".tmp", file, overwrite: true);
                break;
            case "delete and create":
                File.Delete(file);
                File.WriteAllText(file, text);
                break;
            case "backup, then rename over":
                File.Move(file, file + "~");
                File.WriteAllText(file + ".new", text);
                File.Move(file + ".new", file);
                File.Delete(file + "~");
                break;
            default:
                File.WriteAllText(file, text);
                break;
        }
    }

    private string Problem(string file) => Assert.Single(parts.Shelf.All().Single(entry => entry.File == file).Problems).Message;

    private IEnumerable<string> Titles() => parts.Rulebook.Current.Policies.All.Select(policy => policy.Definition.Title);

    private async Task ReloadAsync()
    {
        if (ReferenceEquals(await LookAsync(), ReloadOutcome.Unsteady)) await LookAsync();
    }

    private Task<ReloadOutcome> LookAsync() => reloader.ReloadAsync(TestContext.Current.CancellationToken);
}
