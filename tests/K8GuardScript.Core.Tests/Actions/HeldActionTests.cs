using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Settings;
using K8GuardScript.Core.Tests.Doubles;

namespace K8GuardScript.Core.Tests.Actions;

/// <summary>The guard rails are asked before anything is read, with what was read, and right before the write.</summary>
public sealed class HeldActionTests : IDisposable
{
    private readonly World world = new();

    public HeldActionTests()
    {
        world.OwesAnAction();
        world.Cluster.Reads.Enqueue(ScriptedCluster.Found(Some.DeploymentManifest()));
    }

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task What_is_paused_is_not_even_read()
    {
        world.PauseFile.Because = "file `pause` says: audit";

        await IsHeldAsync("pause: file `pause` says: audit");

        Assert.Empty(world.Cluster.Asked);
    }

    [Fact]
    public async Task A_pause_between_the_dry_run_and_the_write_is_obeyed()
    {
        world.Cluster.OnRehearsal = () => world.PauseFile.Because = "file `pause` says: audit";

        await IsHeldAsync("pause: file `pause` says: audit");

        Assert.Equal(["get", "dry patch"], world.Cluster.Asked);
    }

    [Fact]
    public async Task Leadership_that_is_lost_on_the_way_is_noticed()
    {
        world.Cluster.OnRehearsal = () => world.Leadership.WhyNot = "another one leads";

        await IsHeldAsync("another one leads", ActionResult.NotNow);
    }

    [Fact]
    public async Task Whoever_manages_the_field_is_seen_in_the_fresh_read()
    {
        var managed = Some.DeploymentManifest();
        managed["metadata"]!["managedFields"] = JsonNode.Parse("""[{"manager":"argocd-controller","fieldsV1":{"f:spec":{"f:replicas":{}}}}]""");
        world.Cluster.Reads.Clear();
        world.Cluster.Reads.Enqueue(ScriptedCluster.Found(managed));

        await IsHeldAsync("gitops: Argo CD (field manager `argocd-controller`) would put it back: fix it in Git", ActionResult.NotDue);

        Assert.Equal(["get"], world.Cluster.Asked);
    }

    [Fact]
    public async Task The_last_place_in_a_budget_is_taken_once()
    {
        world.Rule(Some.Settings() with { Actions = new ActionSettings { MinimumAge = TimeSpan.Zero, PerHour = 1 } }, Some.Policy());

        // another action is decided while this one is rehearsed
        world.Cluster.OnRehearsal = () => world.Ledger.Commit(() => new()
        {
            Actions = [Some.Action(id: "other") with { IntendedAt = world.Clock.GetUtcNow(), Target = Some.Web with { Name = "other" } }],
        });

        await IsHeldAsync("budget: 1 of 1 actions were taken within the hour");
    }

    private async Task IsHeldAsync(string why, ActionResult result = ActionResult.Held)
    {
        var due = world.Outlooks.Of(world.Ledger.Find(Some.Episode().Key)!, world.Clock.GetUtcNow())!;

        var report = await world.Actor.ActAsync(due, CancellationToken.None);

        Assert.Equal((result, why), (report.Result, report.Why));
        Assert.DoesNotContain("patch", world.Cluster.Asked);
        Assert.DoesNotContain(world.Ledger.Actions(), action => action.Target == Some.Web);
    }
}
