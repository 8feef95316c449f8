using K8GuardScript.Bench;
using K8GuardScript.Tests.Verbs;

namespace K8GuardScript.Tests.Bench;

[Collection(nameof(ConsoleOutput))]
public sealed class BenchPoliciesTests
{
    [Fact]
    public async Task Every_policy_of_the_bench_compiles_and_runs()
    {
        using var folder = BenchFolder.Create(26, isCrowded: true);

        var (code, output, error) = await ProgramOutput.OfAsync("check", folder.Policies);

        Assert.True(code == 0, output);
        Assert.Contains("checked 28 policies: 0 errors", error, StringComparison.Ordinal);
    }

    [Fact]
    public void As_many_policies_are_made_as_wanted_and_no_two_are_called_alike()
    {
        var files = BenchPolicies.Make(200, isCrowded: false).Select(made => made.File).ToList();

        Assert.Equal(200, files.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void An_edit_changes_one_policy_that_is_there()
    {
        using var folder = BenchFolder.Create(3, isCrowded: false);
        var before = Texts(folder);

        var id = folder.Edit();

        var changed = Texts(folder).Where(text => before[text.Key] != text.Value).Select(text => text.Key);
        Assert.Equal([$"{id}.csx"], changed);
    }

    private static Dictionary<string, string> Texts(BenchFolder folder) =>
        Directory.EnumerateFiles(folder.Policies).ToDictionary(file => Path.GetFileName(file), File.ReadAllText);
}
