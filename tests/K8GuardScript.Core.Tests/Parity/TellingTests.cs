using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Notify;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Tests.Parity;

/// <summary>What K8Guard's messages got wrong, and what they say here.</summary>
public sealed class TellingTests : IDisposable
{
    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public void What_is_never_acted_on_is_not_told_that_an_action_follows()
    {
        var subject = WarningText.Subject(Some.Warning(ordinal: 3), Some.Noon, TimeZoneInfo.Utc);

        Assert.Equal("Deployment `shop/web`. Nothing will be changed", subject);
    }

    [Fact]
    public void A_policy_that_only_warns_arms_nothing_with_its_last_warning()
    {
        var ladder = new EscalationLadder(Some.Ladder with { Action = ActionVerb.None });

        var step = ladder.StepDue(Some.Episode().Warned(2, Some.Noon), Some.Situation(), Some.Noon.AddDays(1));

        Assert.True(step is LadderStep.Warn { IsLast: true, ArmsAction: false });
    }

    [Fact]
    public void A_namespace_that_can_not_be_fetched_breaks_no_message_and_forbids_to_act()
    {
        world.Lists(Some.Namespaces);
        world.Lists(Some.Deployments, Some.DeploymentManifest());
        var episode = world.Remembers(Some.Episode());
        world.Clock.Pass(TimeSpan.FromHours(1));

        var outlook = world.Outlooks.Of(episode, world.Clock.GetUtcNow())!;

        Assert.Equal("platform", outlook.Recipient.Name);
        Assert.False(Assert.IsType<LadderStep.Warn>(outlook.Step).ArmsAction);
    }

    [Fact]
    public void An_at_sign_in_a_teams_name_reaches_the_fallback_and_breaks_nothing()
    {
        var recipient = OwnerDirectory.Of(Some.Settings(), Some.DeploymentManifest().Labelled("team", "@payments").Parsed(), null);

        Assert.Equal(("platform (for team @payments)", false), (recipient.Name, recipient.Counts));
    }
}
