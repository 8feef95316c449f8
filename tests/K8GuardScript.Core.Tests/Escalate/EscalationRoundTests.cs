using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Settings;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Tests.Escalate;

public sealed class EscalationRoundTests : IDisposable
{
    private readonly World world = new();

    public EscalationRoundTests() => world.ListsShop();

    public void Dispose() => world.Dispose();

    [Fact]
    public void A_last_warning_is_void_once_the_mode_was_lower_also_after_it_is_raised_again()
    {
        var episode = world.Remembers(Some.Episode().Warned(3, Some.Noon));
        world.Clock.Pass(TimeSpan.FromHours(24));
        Assert.Empty(Round().Disarmed);
        Assert.Single(Round().Actions);

        world.Rule(Some.Settings() with { Mode = Mode.Safe }, Some.Policy());
        var key = Assert.Single(Round().Disarmed);
        Assert.Equal(episode.Key, key);
        world.Remembers(EscalationRound.Disarm(episode));

        world.Rule(Some.Policy());
        Assert.Empty(Round().Actions);
        var again = Assert.IsType<LadderStep.Warn>(Assert.Single(Round().Warnings).Step);
        Assert.True(again is { IsLast: true, ArmsAction: true });
    }

    [Fact]
    public void A_last_warning_is_void_once_the_object_was_protected_or_stopped_by_its_owner()
    {
        world.Remembers(Some.Episode().Warned(3, Some.Noon));
        world.Clock.Pass(TimeSpan.FromHours(24));

        world.Lists(Some.Deployments, Some.DeploymentManifest(version: "2").Labelled(Protection.Key, "true"));
        Assert.Single(Round().Disarmed);

        world.Lists(Some.Deployments, Some.DeploymentManifest(replicas: 0, version: "3"));
        Assert.Single(Round().Disarmed);
    }

    [Fact]
    public void A_last_warning_that_another_owner_got_leads_to_a_last_warning_and_not_to_an_action()
    {
        world.Remembers(Some.Episode().Warned(3, Some.Noon));
        world.Clock.Pass(TimeSpan.FromHours(24));
        var settings = Some.Settings();
        var teams = new Dictionary<string, TeamSettings>(settings.Teams) { ["others"] = new(["pay-teams"]) };
        world.Rule(settings with { Teams = teams }, Some.Policy());

        world.Lists(Some.Deployments, Some.DeploymentManifest(version: "2").Labelled("team", "others"));

        Assert.Empty(Round().Actions);
        Assert.True(Assert.Single(Round().Warnings).Step is LadderStep.Warn { IsLast: true, ArmsAction: true });
    }

    [Fact]
    public void What_was_told_is_not_forgotten_by_disarming()
    {
        var disarmed = EscalationRound.Disarm(Some.Episode().Warned(3, Some.Noon));

        Assert.Equal((3, ActionVerb.None, Some.Noon), (disarmed.AcceptedWarnings, disarmed.LastWarning!.AnnouncedAction, disarmed.LastWarning.AcceptedAt));
    }

    private RoundResult Round() => world.Round.At(world.Clock.GetUtcNow());
}
