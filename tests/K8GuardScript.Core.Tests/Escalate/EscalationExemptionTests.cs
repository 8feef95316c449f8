using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Tests.Doubles;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Tests.Escalate;

public sealed class EscalationExemptionTests : IDisposable
{
    private readonly World world;
    private readonly SettableExemption exemption = new();

    public EscalationExemptionTests()
    {
        world = new World(exemptions: exemption);
        world.OwesAnAction();
    }

    public void Dispose() => world.Dispose();

    [Fact]
    public void What_is_exempt_is_set_aside_and_its_last_warning_is_void()
    {
        Assert.Empty(Round().Actions);

        Assert.Equal((EpisodeState.Exempt, ActionVerb.None), (Now().State, Now().LastWarning!.AnnouncedAction));
    }

    [Fact]
    public void At_the_end_of_its_exemption_it_opens_anew_and_its_count_is_kept()
    {
        Round();
        world.Clock.Pass(TimeSpan.FromHours(24));
        Assert.Single(Round().ExemptionEnded);

        Assert.Equal((EpisodeState.Open, world.Clock.GetUtcNow(), 3), (Now().State, Now().OpenedAt, Now().AcceptedWarnings));
        Assert.Empty(Round().Actions);
    }

    [Fact]
    public void An_object_that_can_not_be_seen_is_no_end_of_an_exemption()
    {
        Round();
        exemption.Ends = null;
        world.Objects.Forget(Some.Deployments);
        world.Clock.Pass(TimeSpan.FromHours(1));

        Assert.Empty(Round().ExemptionEnded);
        Assert.Equal(EpisodeState.Exempt, Now().State);
    }

    private Episode Now() => world.Ledger.Find(Some.Episode().Key)!;

    private RoundResult Round()
    {
        var now = world.Clock.GetUtcNow();
        var result = world.Round.At(now);
        world.Ledger.Commit(() => new LedgerChange { Episodes = result.Changes(world.Ledger.Find, result.Turned, now) });
        return result;
    }
}
