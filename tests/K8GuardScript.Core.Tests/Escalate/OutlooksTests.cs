using K8GuardScript.Core.Escalate;

namespace K8GuardScript.Core.Tests.Escalate;

public sealed class OutlooksTests : IDisposable
{
    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public void An_episode_of_a_policy_that_is_not_in_force_has_no_outlook()
    {
        world.ListsShop();

        Assert.Null(world.Outlooks.Of(Some.Episode(policy: "other"), Some.Noon));
    }

    [Fact]
    public void The_namespace_gives_the_owner_and_lowers_the_mode()
    {
        world.Lists(Some.Namespaces, Some.NamespaceManifest().Labelled("team", "payments").Labelled(EffectiveMode.NamespaceLabel, "safe"));
        world.Lists(Some.Deployments, Some.DeploymentManifest());

        var outlook = Of();

        Assert.Equal("payments", outlook.Recipient.Name);
        Assert.Equal(Mode.Safe, outlook.Situation.Mode);
        Assert.True(outlook.Situation.OwnerCounts);
        Assert.Equal("uid-web", outlook.Situation.Uid);
        Assert.Null(outlook.Situation.Dormant);
        Assert.Equal("mode safe never acts", outlook.Situation.WarnOnlyBecause);
    }

    [Fact]
    public void An_object_that_is_not_there_now_is_left_alone()
    {
        world.Lists(Some.Namespaces, Some.NamespaceManifest().Labelled("team", "payments"));
        world.Lists(Some.Deployments);

        Assert.Equal(new LadderStep.Hold("dormant: it is not there now"), Of().Step);
    }

    [Fact]
    public void What_is_in_a_namespace_on_its_way_out_is_dormant()
    {
        world.Lists(Some.Namespaces, Some.NamespaceManifest().BeingDeleted());
        world.Lists(Some.Deployments, Some.DeploymentManifest());

        Assert.Equal("dormant: its namespace is being deleted", Of().Situation.Dormant);
    }

    [Fact]
    public void Nothing_is_acted_on_in_a_namespace_that_nobody_knows()
    {
        // its mode and its protection can't be known either
        world.Objects.Expect(Some.Namespaces);
        world.Objects.Refused(Some.Namespaces, "forbidden");
        world.Lists(Some.Deployments, Some.DeploymentManifest());

        Assert.Equal("its namespace is not known, so neither are its mode and protection", Of().Situation.WarnOnlyBecause);
    }

    [Fact]
    public void An_action_that_does_not_fit_the_kind_only_warns()
    {
        world.ListsShop();
        var episode = Some.Episode() with { Kind = Some.Ingresses };

        Assert.Equal("the action does not fit a Ingress", world.Outlooks.Of(episode, Some.Noon)!.Situation.WarnOnlyBecause);
    }

    [Fact]
    public void A_namespace_that_violates_is_its_own_namespace()
    {
        world.Lists(Some.Namespaces, Some.NamespaceManifest().Labelled("team", "payments").Labelled(EffectiveMode.NamespaceLabel, "dry-run"));
        var key = Some.Episode().Key with { Object = new("", "Namespace", "", "shop") };

        var outlook = world.Outlooks.Of(Some.Episode() with { Key = key, Kind = Some.Namespaces }, Some.Noon)!;

        Assert.Equal("payments", outlook.Recipient.Name);
        Assert.Equal(Mode.DryRun, outlook.Situation.Mode);
    }

    [Fact]
    public void An_override_has_its_own_mode_and_pace()
    {
        world.ListsShop();
        world.Rule(Some.Scoped("mode: act, overrides: [{ namespaceSelector: team=payments, mode: safe, escalation: { warnings: 9 } }]"));

        var outlook = Of();

        Assert.Equal((Mode.Safe, 9), (outlook.Situation.Mode, outlook.Policy.Ladder.Warnings));
        Assert.Equal(outlook.Policy.Revision, outlook.Situation.Revision);
    }

    [Theory]
    [InlineData("names: ['!web']", "the policy is not for it now: the settings leave it out")]
    [InlineData("namespaceSelector: team=ml", "the policy is not for it now: the settings leave it out")]
    public void What_the_scope_leaves_out_is_neither_told_nor_acted_on_though_no_verdict_says_so_yet(string scope, string why)
    {
        world.ListsShop();
        world.Rule(Some.Scoped($"mode: act, {scope}"));
        world.Remembers(Some.Episode().Warned(3, Some.Noon));

        Assert.Equal(new LadderStep.Hold(why), Of().Step);
        Assert.Single(world.Round.At(Some.Noon.AddDays(2)).Disarmed);
    }

    [Fact]
    public void What_rests_on_a_namespace_that_is_not_known_waits()
    {
        world.Lists(Some.Namespaces);
        world.Lists(Some.Deployments, Some.DeploymentManifest());
        world.Rule(Some.Scoped("mode: act, namespaceSelector: team=ml"));

        Assert.Equal(new LadderStep.Hold("its namespace is not known, so neither is whether the policy is for it"), Of().Step);
    }

    [Fact]
    public void A_round_sorts_what_is_due()
    {
        world.ListsShop();
        world.Remembers(Some.Episode("waits") with { OpenedAt = Some.Noon.AddDays(2) });
        world.Remembers(Some.Episode("warn"));
        world.Remembers(Some.Episode("act").Warned(3, Some.Noon));
        world.Remembers(Some.Episode("closed") with { State = Core.Record.EpisodeState.Resolved });

        var round = world.Round.At(Some.Noon.AddDays(2));

        Assert.Equal("warn", Assert.Single(round.Warnings).Episode.Key.Place);
        Assert.Equal("act", Assert.Single(round.Actions).Episode.Key.Place);
    }

    [Fact]
    public void A_ceiling_that_came_down_stops_an_action_that_was_due()
    {
        world.ListsShop();
        world.Rule(Some.Settings() with { Mode = null }, Some.Policy());

        Assert.IsType<LadderStep.Hold>(world.Outlooks.Of(Some.Episode().Warned(3, Some.Noon), Some.Noon.AddDays(2))!.Step);
    }

    private Outlook Of() => world.Outlooks.Of(Some.Episode(), Some.Noon)!;
}
