using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Exemptions;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Tests.Doubles;

namespace K8GuardScript.Core.Tests.Exemptions;

public sealed class CoverageTests : IDisposable
{
    private readonly World world = new();
    private readonly Coverage coverage;

    public CoverageTests()
    {
        var desk = new SnoozeDesk(world.Ledger, new Touched(world.Ledger), world.Happenings, world.Clock);
        coverage = new Coverage(new ExemptionBook(world.Rulebook, desk, new SettableClockHealth()), world.Ledger, world.Objects, world.Rulebook);
        world.ListsShop();
    }

    public void Dispose() => world.Dispose();

    [Fact]
    public void Each_exemption_tells_how_much_it_is_for_those_that_do_nothing_too()
    {
        world.Rule(Some.Settings().With(Some.Exemption(), Some.Exemption(policy: "image-*"), Some.Exemption(policy: "never")), Some.Policy());
        world.Remembers(Some.Episode() with { State = EpisodeState.Exempt });
        world.Remembers(Some.Episode(place: "other"));
        world.Remembers(Some.Episode(policy: "image-size"));

        Assert.Equal([2, 3, 0], coverage.Counts().Select(one => one.Violations));
    }

    [Fact]
    public void What_is_resolved_is_covered_by_nothing()
    {
        world.Rule(Some.Settings().With(Some.Exemption()), Some.Policy());
        world.Remembers(Some.Episode());
        world.Remembers(Some.Episode() with { State = EpisodeState.Resolved });

        Assert.Equal([0], coverage.Counts().Select(one => one.Violations));
    }

    [Fact]
    public void An_exempt_violation_says_why_and_an_open_one_does_not()
    {
        world.Rule(Some.Settings().With(Some.Exemption()), Some.Policy());

        Assert.Equal("agreed", coverage.Of(Some.Episode() with { State = EpisodeState.Exempt }, Some.Noon)!.Reason);
        Assert.Null(coverage.Of(Some.Episode(), Some.Noon));
    }
}
