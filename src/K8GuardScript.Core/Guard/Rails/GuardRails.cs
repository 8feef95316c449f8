
namespace K8GuardScript.Core.Guard.Rails;

/// <summary>Every guard rail, in the order in which people read them. An action needs a yes of all that bind its cause.</summary>
internal sealed class GuardRails(IReadOnlyList<IGuardRail> rails)
{
    private const int MostTurns = 100;

    /// <summary>All of them; this is the one place that says in which order.</summary>
    public static GuardRails Standard(RailSources sources) => new(
    [
        new PauseRail(sources.KillSwitch),
        new LeaderRail(sources.Leadership),
        new ClockRail(sources.Clock),
        new LedgerRail(sources.Ledger),
        new ModeRail(),
        new FitRail(sources.Scalable),
        new NamespaceRail(),
        new UndoHoldRail(sources.Ledger),
        new WindowRail(),
        new FreezeRail(),
        new BudgetRail(sources.Ledger),
        new SoakRail(sources.Ages),
        new BreakerRail(sources.Breaker),
        new SystemRail(sources.OwnNamespace),
        new ProtectedNamespaceRail(),
        new MarkRail(),
        new ControllerRail(),
        new GitOpsRail(),
        new AgeRail(),
    ]);

    /// <summary>What each says that has a say.</summary>
    public IReadOnlyList<RailAnswer> Ask(RailQuestion question) => [.. Answers(question)];

    /// <summary>The first no, or null.</summary>
    public RailAnswer? FirstNo(RailQuestion question) => Answers(question).FirstOrDefault(answer => !answer.Allows);

    /// <summary>The first no that bars it as things stand, or null: what decides whether a warning announces an action.</summary>
    public RailAnswer? FirstBar(RailQuestion question) =>
        rails.Where(rail => rail.MayBar && rail.Binds(question.Cause)).Select(rail => rail.Ask(question)).FirstOrDefault(answer => answer.Bars);

    /// <summary>Whether any wants to know who manages the field.</summary>
    public bool WantManagers(RailQuestion question) => rails.Any(rail => rail.Binds(question.Cause) && rail.WantsManagers(question));

    /// <summary>The first instant from one on at which no rail that knows its own times puts it off: what a warning announces.</summary>
    /// <param name="question">about what; its time is not looked at</param>
    /// <param name="from">not before this</param>
    public DateTimeOffset Earliest(RailQuestion question, DateTimeOffset from)
    {
        // each turn passes one rail's instant; windows and freezes may take a few to agree
        for (var turn = 0; turn < MostTurns; turn++)
        {
            var later = Answers(question with { Now = from }).Where(answer => !answer.Allows).Max(answer => answer.Until);
            if (later is null || later <= from) return from;
            from = later.Value;
        }

        return from;
    }

    private IEnumerable<RailAnswer> Answers(RailQuestion question) =>
        rails.Where(rail => rail.Binds(question.Cause)).Select(rail => rail.Ask(question));
}
