using System.Collections.Concurrent;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Schedules;

/// <summary>Carries out what runs wished, some of it at a time, until each wish is dealt with or the run has had its time.</summary>
internal sealed class RunCarrier(ScheduleBook book, Ledger ledger, IWishCarrier carrier, RunEnd end, IClusterClient cluster, TimeProvider clock)
{
    /// <summary>So many wishes are carried out at once.</summary>
    public const int AtOnce = 4;

    /// <summary>What could not be done so long after a run began is not done any more.</summary>
    public static readonly TimeSpan MostTime = TimeSpan.FromHours(1);

    // a few seconds' work, so that what else is due waits no longer
    private const int SliceLength = 40;
    private const int MostFailures = 5;

    private readonly Dictionary<ScheduleKey, ActiveRun> active = [];
    private readonly ConcurrentDictionary<(string Run, ObjectKey Target), int> failures = new();
    private readonly BackOff<(string Run, ObjectKey Target)> backOff = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), clock);

    /// <summary>Carries out some of a run's wishes.</summary>
    /// <returns>whether more can be done at once</returns>
    public async Task<bool> SliceAsync(ScheduleKey key, ScheduleRun run, CancellationToken cancel)
    {
        if (active.GetValueOrDefault(key) is not { } now || now.Id != run.Id)
            active[key] = now = new ActiveRun(run, book.PagesOf(run.Id), new NamespaceReads(cluster, clock));
        var tried = await CarryAsync(now, cancel).ConfigureAwait(false);
        Note(key, now);
        if (now.IsDone || clock.GetUtcNow() - run.StartedAt > MostTime) End(key, now);
        return tried && !now.IsDone;
    }

    /// <summary>Forgets runs that were ended elsewhere.</summary>
    public void Keep(IReadOnlySet<ScheduleKey> running)
    {
        foreach (var key in active.Keys.Where(key => !running.Contains(key)).ToList()) Forget(key);
    }

    private void Note(ScheduleKey key, ActiveRun run)
    {
        var (pages, tally) = run.TakeFinished();
        if (pages.Count == 0) return;
        var state = book.State(key)!;
        var noted = state with { Run = state.Run! with { Tally = (state.Run.Tally ?? RunTally.Empty).And(tally) } };
        ledger.Commit(() => new LedgerChange
        {
            Facts = [ScheduleBook.Fact(key, noted), .. pages.Select(page => ScheduleBook.Fact(run.Id, page.Number, page.Page))],
        });
    }

    private void End(ScheduleKey key, ActiveRun run)
    {
        var tally = (book.State(key)!.Run!.Tally ?? RunTally.Empty).And(run.Rest());
        end.Told(key, tally.Words(run.Left().Count()));
        Forget(key);
    }

    private void Forget(ScheduleKey key)
    {
        if (!active.Remove(key, out var run)) return;
        foreach (var failed in failures.Keys.Where(failed => failed.Run == run.Id)) failures.TryRemove(failed, out _);
    }

    private async Task<bool> CarryAsync(ActiveRun run, CancellationToken cancel)
    {
        var mine = ledger.Actions().Where(action => action.Run == run.Id && action is { Undoes: null, PartOf: null }).ToLookup(action => action.Target);
        var slice = run.Left().Where(item => backOff.Allows((run.Id, item.Wish.Target))).Take(SliceLength).ToList();
        var reports = new ConcurrentBag<(int Page, Wish Wish, WishReport Report)>();
        try
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel };
            await Parallel.ForEachAsync(slice, options, async (item, stop) =>
            {
                var known = item.Wish.Undoes is { } undone
                    ? ledger.FollowingActions(undone).Where(action => action.Undoes == undone)
                    : mine[item.Wish.Target];
                reports.Add((item.Page, item.Wish, await CarryAsync(run, item.Wish, [.. known], stop).ConfigureAwait(false)));
            }).ConfigureAwait(false);
        }
        finally
        {
            // also where one broke: what came of the others is known
            foreach (var (page, wish, report) in reports.Where(entry => entry.Report.Result != WishResult.PutOff)) run.Settle(page, wish, report);
        }

        return slice.Count > 0;
    }

    private async Task<WishReport> CarryAsync(ActiveRun run, Wish wish, IReadOnlyList<ActionRecord> known, CancellationToken cancel)
    {
        var place = (run.Id, wish.Target);

        // INVARIANT: a wish leads to one action: what was done, whoever changed it since, is not done again, and of what nobody knows the
        // outcome is looked up first.
        if (known.Any(action => action.State == ActionState.Done)) return new WishReport(WishResult.Done);
        var report = new WishReport(WishResult.PutOff, "what came of it is not known yet");
        try
        {
            if (known.All(action => action.State == ActionState.Refused))
                report = await carrier.CarryOutAsync(wish, run.Homes, cancel).ConfigureAwait(false);
            if (report.Result == WishResult.Failed)
            {
                var result = failures.AddOrUpdate(place, 1, (_, count) => count + 1) < MostFailures ? WishResult.PutOff : WishResult.Refused;
                report = report with { Result = result };
            }

            return report;
        }
        finally
        {
            if (report.Result == WishResult.PutOff) backOff.Failed(place);
            else backOff.Succeeded(place);
        }
    }
}
