namespace K8GuardScript.EndToEnd.Tests;

/// <summary>What a policy's author runs, as a process, in a folder of his own.</summary>
public sealed class AuthorTests
{
    private const string Script = "Policy(\"p\", Severity.Low, \"t\");\nEachContainer((c, found) => found.Violation(c[\"image\"], \"x\"));\n";

    private const string Pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - name: b\n    image: nginx\n";

    [Fact]
    public async Task Without_policies_here_the_shipped_ones_judge()
    {
        using var place = new Workplace();
        place.Write("pod.yaml", Pod);

        var (code, output, errors) = await K8GuardProcess.RunAsync(place.Folder, "scan", "pod.yaml");

        Assert.True(code == 1, output + errors);
        Assert.Contains("Pod -/a  pod.yaml(1,1)\n  7,5  high      image-repo  image `nginx`", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policies_here_are_checked_tested_and_used_without_naming_them()
    {
        using var place = new Workplace();
        place.Write("pod.yaml", Pod);
        place.Write("policies/p.csx", Script);

        var check = await K8GuardProcess.RunAsync(place.Folder, "check");
        var test = await K8GuardProcess.RunAsync(place.Folder, "test");
        var scan = await K8GuardProcess.RunAsync(place.Folder, "scan", "pod.yaml");

        Assert.Equal((0, 0, 1), (check.ExitCode, test.ExitCode, scan.ExitCode));
        Assert.StartsWith("policies/p.csx(1,1): warning K8G303: ", check.Output, StringComparison.Ordinal);
        Assert.Equal("-     p  it has no cases", test.Output);
        Assert.Contains("7,5  low       p  x", scan.Output, StringComparison.Ordinal);
    }
}
