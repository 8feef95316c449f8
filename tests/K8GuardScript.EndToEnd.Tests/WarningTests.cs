namespace K8GuardScript.EndToEnd.Tests;

public sealed class WarningTests
{
    [Fact]
    public async Task While_Teams_answers_500_nothing_counts_and_nothing_is_acted_on_and_afterwards_it_goes_on()
    {
        using var place = new Workplace();
        await using var teams = await TeamsDouble.StartAsync();
        teams.Answer = 500;
        place.Write("cluster.yaml", SomeCluster.OneBadDeployment);
        var config = place.Write("teams.yaml", $"channels: {{ inbox: {{ type: teams, urlFile: {await teams.WriteUrlFileAsync(place.Folder)} }} }}");
        await using var demo = K8GuardProcess.Start(
            place.Folder, "demo", "--listen", "127.0.0.1:0", "--cluster", "cluster.yaml", "--config", config);
        using var guard = await demo.ClientAsync();

        var failed = (Id: 0L, Text: "");
        for (var times = 0; times < 3; times++) failed = await guard.WaitForAsync((kind, _) => kind == "not-warned", failed.Id);
        var violation = Assert.Single(await guard.ItemsAsync("/api/v1/violations?policy=image-repo"));
        Assert.Equal(0, violation["warnings"]!.GetValue<int>());
        Assert.Empty(await guard.ItemsAsync("/api/v1/actions"));

        teams.Answer = 202;
        var acted = await guard.WaitForAsync((kind, _) => kind == "acted", failed.Id);
        Assert.StartsWith("Deployment shop/web: scaled to 0, after 2 warnings", acted.Text, StringComparison.Ordinal);

        var card = teams.Messages[^1]["attachments"]![0]!;
        Assert.Equal("application/vnd.microsoft.card.adaptive", card["contentType"]!.GetValue<string>());
        Assert.Equal("AdaptiveCard", card["content"]!["type"]!.GetValue<string>());
        Assert.DoesNotContain("secret", demo.Output + demo.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Killed_between_two_warnings_the_count_goes_on_and_in_safe_mode_no_request_writes()
    {
        using var place = new Workplace();
        await using var teams = await TeamsDouble.StartAsync();
        var empty = place.Write("cluster.yaml", "{ apiVersion: v1, kind: Namespace, metadata: { name: empty } }");
        var (cluster, kubeconfig) = await SomeCluster.StartAsync(place, empty);
        await using var _ = cluster;
        var config = place.Write("settings.yaml", $$"""
            cluster: test
            mode: safe
            escalation: { grace: 0, warnings: 2, every: 3s }
            owners: { team: [label team] }
            teams: { shop: { channels: [shop-teams] } }
            channels: { shop-teams: { type: teams, urlFile: {{await teams.WriteUrlFileAsync(place.Folder)}} } }
            policies: { image-repo: { mode: act }, no-owner: { enabled: false }, sleep: { enabled: false } }
            """);
        string[] arguments =
        [
            "run", "--kubeconfig", kubeconfig, "--policies", Path.Combine(Workplace.Repository, "policies"), "--config", config,
            "--data", "data", "--listen", "127.0.0.1:0",
        ];

        await using (var first = K8GuardProcess.Start(place.Folder, arguments))
        {
            using var guard = await first.ClientAsync();
            await CrashWorld.EventuallyAsync(async () =>
                (await guard.ItemsAsync("/api/v1/policies")).All(policy => (string?)policy["state"] == "disabled" || (string?)policy["baseline"] == "closed"));
            await Task.Delay(TimeSpan.FromSeconds(1.1), TimeProvider.System, Deadline.Token());
            SomeCluster.AddOneBadDeployment(cluster);
            await guard.WaitForAsync((kind, _) => kind == "warned");
            await first.KillAsync();
        }

        await using var second = K8GuardProcess.Start(place.Folder, arguments);
        using var again = await second.ClientAsync();
        var warned = await again.WaitForAsync((kind, _) => kind == "warned");
        Assert.Contains("Last warning (2 of 2)", warned.Text, StringComparison.Ordinal);
        var violation = Assert.Single(await again.ItemsAsync("/api/v1/violations?policy=image-repo"));
        Assert.Equal(2, violation["warnings"]!.GetValue<int>());
        Assert.Contains("mode safe never acts", violation["next"]!.GetValue<string>(), StringComparison.Ordinal);

        Assert.Equal(2, teams.Messages.Count);
        Assert.Contains("Warning (1 of 2)", teams.Texts.Replace("\\", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(0, await second.StopAsync());
        Assert.Empty(cluster.Writes());
    }
}
