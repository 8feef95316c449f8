using System.Collections.Concurrent;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Schedules;

/// <summary>Carries out what runs wished, some of it at a time, until each wish is dealt with or the run has had its time.</summary>
internal sealed class RunCarrier(ScheduleBook book, Ledger ledger, IWishCarrier carrier, RunEnd end, IClusterClient cluster, TimeProvider clock)
{
    /// <summary>So many requests of a run are under way at once.</summary>
    public const int AtOnce = 4;

    /// <summary>What could not be done so long after a run began is not done any more.</summary>
    public static readonly TimeSpan MostTime = TimeSpan.FromHours(1);

    // a few seconds' work, so that what else is due waits no longer
    private const int SliceLength = 40;

    private readonly Dictionary<ScheduleKey, ActiveRun> active = [];
    private readonly BackOff<(string Run, Cluster.ObjectKey Target)> backOff = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), clock);

    /// <summary>Carries out some of a run's wishes.</summary>
    /// <returns>whether more can be done at once</returns>
    public async Task<bool> SliceAsync(ScheduleKey key, ScheduleRun run, CancellationToken cancel)
    {
        if (active.GetValueOrDefault(key) is not { } now || now.Run.Id != run.Id)
            active[key] = now = new ActiveRun(key, run, book.PagesOf(run.Id), new NamespaceReads(cluster, clock));
        var tried = await CarryAsync(now, cancel).ConfigureAwait(false);
        var finished = now.TakeFinished();
        if (finished.Count > 0)
            ledger.Commit(() => new LedgerChange { Facts = [.. finished.Select(page => ScheduleBook.Fact(run.Id, page.Number, page.Page))] });
        if (now.IsDone || clock.GetUtcNow() - run.StartedAt > MostTime) End(now);
        return tried && !now.IsDone;
    }

    /// <summary>Forgets runs that were ended elsewhere.</summary>
    public void Keep(IReadOnlySet<ScheduleKey> running)
    {
        foreach (var key in active.Keys.Where(key => !running.Contains(key)).ToList()) active.Remove(key);
    }

    private void End(ActiveRun run)
    {
        active.Remove(run.Key);
        end.Told(run.Key, run.Summary(ledger.Actions().Where(action => action.Run == run.Run.Id)));
    }

    private async Task<bool> CarryAsync(ActiveRun run, CancellationToken cancel)
    {
        var mine = ledger.Actions().Where(action => action.Run == run.Run.Id).ToLookup(action => action.Target);
        var slice = run.Left().Where(item => backOff.Allows((run.Run.Id, item.Wish.Target))).Take(SliceLength).ToList();
        var reports = new ConcurrentBag<(int Page, Wish Wish, WishReport Report)>();
        try
        {
            await Parallel.ForEachAsync(slice, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (item, stop) =>
                reports.Add((item.Page, item.Wish, await CarryAsync(run, item.Wish, mine[item.Wish.Target], stop).ConfigureAwait(false)))).ConfigureAwait(false);
        }
        finally
        {
            // also where one broke: what came of the others is known
            foreach (var (page, wish, report) in reports.Where(entry => entry.Report.Result != WishResult.PutOff)) run.Settle(page, wish, report);
        }

        return slice.Count > 0;
    }

    private async Task<WishReport> CarryAsync(ActiveRun run, Wish wish, IEnumerable<ActionRecord> known, CancellationToken cancel)
    {
        var place = (run.Run.Id, wish.Target);
        var mine = known.Where(action => action.Undoes == wish.Undoes).ToList();

        // INVARIANT: a wish leads to one action: what was done, whoever changed it since, is not done again, and of what nobody knows the
        // outcome is looked up first.
        if (mine.Any(action => action.State == ActionState.Done)) return new WishReport(WishResult.Done);
        var report = new WishReport(WishResult.PutOff, "what came of it is not known yet");
        try
        {
            if (mine.All(action => action.State == ActionState.Refused))
                report = await carrier.CarryOutAsync(wish, run.Homes, cancel).ConfigureAwait(false);
            return report;
        }
        finally
        {
            if (report.Result == WishResult.PutOff) backOff.Failed(place);
            else backOff.Succeeded(place);
        }
    }
}
