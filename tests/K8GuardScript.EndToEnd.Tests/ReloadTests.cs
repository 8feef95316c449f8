namespace K8GuardScript.EndToEnd.Tests;

public sealed class ReloadTests
{
    [Fact]
    public async Task A_saved_script_changes_the_verdicts_and_a_broken_one_keeps_its_last_good_version()
    {
        using var place = new Workplace();
        var script = Path.Combine(place.CopyPolicies(), "image-repo.csx");
        var good = await File.ReadAllTextAsync(script);
        place.Write("cluster.yaml", SomeCluster.OneBadDeployment);
        await using var demo = K8GuardProcess.Start(
            place.Folder, "demo", "--listen", "127.0.0.1:0", "--policies", "policies", "--cluster", "cluster.yaml",
            "--config", place.Write("slow.yaml", "escalation: { grace: 1h }"));
        using var guard = await demo.ClientAsync();
        await guard.WaitForAsync((kind, text) => kind == "opened" && text.Contains("evil.example.net", StringComparison.Ordinal));

        await File.WriteAllTextAsync(script, good.Replace("\"registry.example.com/\"", "\"evil.example.net/\"", StringComparison.Ordinal));
        var resolved = await guard.WaitForAsync((kind, text) => kind == "resolved" && text.Contains("evil.example.net", StringComparison.Ordinal));
        Assert.Empty(await guard.ItemsAsync("/api/v1/violations?policy=image-repo"));

        await File.WriteAllTextAsync(script, "Policy(\"image-repo\", Severity.High, \"x\");\n\nEachContainer((c, found) => { nonsense });\n");
        var broken = await guard.WaitForAsync((kind, text) => kind == "policy" && text.Contains("image-repo.csx(3,", StringComparison.Ordinal), resolved.Id);
        Assert.Contains("stays in force", broken.Text, StringComparison.Ordinal);
        await demo.PrintedAsync("image-repo.csx(3,");

        var policy = Assert.Single(await guard.ItemsAsync("/api/v1/policies"), item => item["file"]!.GetValue<string>() == "image-repo.csx");
        Assert.Equal("kept-last-good", policy["state"]!.GetValue<string>());
        var error = policy["errors"]![0]!;
        Assert.Equal(("image-repo.csx", 3), (error["file"]!.GetValue<string>(), error["line"]!.GetValue<int>()));
        Assert.True(error["column"]!.GetValue<int>() > 1);

        // the last good version still judges
        Assert.Empty(await guard.ItemsAsync("/api/v1/violations?policy=image-repo"));
        await File.WriteAllTextAsync(script, good);
        await guard.WaitForAsync((kind, text) => kind == "opened" && text.Contains("evil.example.net", StringComparison.Ordinal), broken.Id);
    }
}
