using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Scopes;
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

    [Theory]
    [InlineData("mode safe")]
    [InlineData("paused in the settings")]
    [InlineData("a freeze")]
    [InlineData("a protected namespace")]
    [InlineData("the policy is removed")]
    [InlineData("the violation is withdrawn")]
    [InlineData("the namespace lowers the mode")]
    [InlineData("the watch sees it protected")]
    public async Task Whatever_forbids_it_between_the_dry_run_and_the_write_is_obeyed(string change)
    {
        var due = world.Outlooks.Of(world.Ledger.Find(Some.Episode().Key)!, world.Clock.GetUtcNow())!;
        world.Cluster.OnRehearsal = () => Happens(change);

        var report = await world.Actor.ActAsync(due, CancellationToken.None);

        Assert.Contains(report.Result, new[] { ActionResult.Held, ActionResult.NotDue });
        Assert.Equal(["get", "dry patch"], world.Cluster.Asked);
        Assert.Empty(world.Ledger.Actions());
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

    private void Happens(string change)
    {
        var (settings, policy) = (Some.Settings(), Some.Policy());
        switch (change)
        {
            case "mode safe": world.Rule(settings with { Mode = Mode.Safe }, policy); break;
            case "paused in the settings": Changes(actions => actions with { Paused = true }); break;
            case "a freeze":
                var (now, hour) = (world.Clock.GetUtcNow(), TimeSpan.FromHours(1));
                Changes(actions => actions with { Freezes = [new ActionFreeze(now - hour, now + hour, Scope.Everything, "holidays")] });
                break;
            case "a protected namespace": Changes(actions => actions with { ProtectedNamespaces = ["shop"] }); break;
            case "the policy is removed": world.Rule(); break;
            case "the violation is withdrawn": world.Remembers(Some.Episode() with { State = EpisodeState.Withdrawn }); break;
            case "the namespace lowers the mode":
                world.Lists(Some.Namespaces, Some.NamespaceManifest().Version("101").Labelled("k8guard.io/mode", "dry-run"));
                break;
            default:
                world.Objects.Changed(Some.Deployments, Some.DeploymentManifest(version: "101").Annotated("k8guard.io/protected", "true").Utf8());
                break;
        }
    }

    private void Changes(Func<ActionSettings, ActionSettings> change)
    {
        var settings = Some.Settings();
        world.Rule(settings with { Actions = change(settings.Actions) }, Some.Policy());
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
