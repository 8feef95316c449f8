using K8GuardScript.Core.Escalate;
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
    public void What_was_told_is_not_forgotten_by_disarming()
    {
        var disarmed = EscalationRound.Disarm(Some.Episode().Warned(3, Some.Noon));

        Assert.Equal((3, ActionVerb.None, Some.Noon), (disarmed.AcceptedWarnings, disarmed.LastWarning!.AnnouncedAction, disarmed.LastWarning.AcceptedAt));
    }

    private RoundResult Round() => new EscalationRound(world.Ledger, world.Outlooks).At(world.Clock.GetUtcNow());
}
