using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Show;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Schedules;

/// <summary>Knows which schedules there are, since when, and which are due.</summary>
internal sealed class ScheduleWatch(Rulebook rulebook, Ledger ledger, ScheduleBook book, IScheduleCalendar calendar, HappeningLog happenings)
{
    /// <summary>A run that begins later than this after its time is a late one, and says so.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromMinutes(2);

    // a clock that was set back by more than this had been wrong
    private static readonly TimeSpan TooFarAhead = TimeSpan.FromHours(26);
    private const int MostCounted = 1_000;

    /// <summary>Takes note of what came, changed and went since the last look, and gives what is due, in its order.</summary>
    public IReadOnlyList<DueRun> Look(DateTimeOffset now)
    {
        var inForce = InForce();
        var known = book.All();
        var changes = new Dictionary<ScheduleKey, ScheduleState>();
        foreach (var (key, (_, schedule)) in inForce)
        {
            if (Noticed(known.GetValueOrDefault(key), schedule, now) is { } noticed) changes[key] = noticed;
        }

        foreach (var (key, state) in known.Where(entry => !entry.Value.IsAway && !inForce.ContainsKey(entry.Key)))
            changes[key] = state with { IsAway = true };
        if (changes.Count > 0)
            ledger.Commit(() => new LedgerChange { Facts = [.. changes.Select(change => ScheduleBook.Fact(change.Key, change.Value))] });
        var due = inForce
            .Select(entry => Due(entry.Key, entry.Value.Policy, entry.Value.Schedule, changes.GetValueOrDefault(entry.Key) ?? known[entry.Key], now))
            .OfType<DueRun>()
            .OrderBy(run => run.Planned).ThenBy(run => run.Key.Policy, StringComparer.Ordinal).ThenBy(run => run.Key.Name, StringComparer.Ordinal)
            .ToList();
        var takenBack = due.Select(run => (Run: run, By: TakenBackBy(run, due, now))).Where(entry => entry.By is not null).ToList();
        foreach (var (run, by) in takenBack) LeaveOut(run, by!);
        return [.. due.Except(takenBack.Select(entry => entry.Run))];
    }

    /// <summary>A schedule that is in force; null where it is not.</summary>
    public (Policy Policy, ScheduleDefinition Schedule)? Find(ScheduleKey key)
    {
        var policy = rulebook.Current.Policies.Find(key.Policy);
        return policy?.Definition.Schedules.FirstOrDefault(schedule => schedule.Name == key.Name) is { } schedule ? (policy, schedule) : null;
    }

    private Dictionary<ScheduleKey, (Policy Policy, ScheduleDefinition Schedule)> InForce() => rulebook.Current.Policies.All
        .SelectMany(policy => policy.Definition.Schedules, (policy, schedule) => (policy, schedule))
        .ToDictionary(entry => new ScheduleKey(entry.policy.Id, entry.schedule.Name));

    // INVARIANT: what is new, came back, or has other times than before never catches up on what lies behind.
    private static ScheduleState? Noticed(ScheduleState? known, ScheduleDefinition schedule, DateTimeOffset now)
    {
        if (known is null) return new ScheduleState { KnownSince = now, Cron = schedule.Cron, TimeZone = schedule.TimeZone };
        var isOther = known.IsAway || known.Cron != schedule.Cron || known.TimeZone != schedule.TimeZone;
        return isOther || known.From > now + TooFarAhead
            ? known with { KnownSince = now, Seen = null, IsAway = false, Cron = schedule.Cron, TimeZone = schedule.TimeZone }
            : null;
    }

    private DueRun? Due(ScheduleKey key, Policy policy, ScheduleDefinition schedule, ScheduleState state, DateTimeOffset now)
    {
        // INVARIANT: two runs of one schedule never overlap.
        if (state.IsRunning) return null;
        var plan = calendar.Of(schedule.Cron, schedule.TimeZone);
        if (plan.LastUntil(now) is not { } planned || planned <= state.From) return null;
        var missed = 0;
        for (var at = plan.After(state.From); at < planned && missed < MostCounted; at = plan.After(at.Value)) missed++;
        return new DueRun(key, policy, schedule, planned, missed);
    }

    // INVARIANT: nothing is done late only to be undone at once: nights that were slept through, and whose morning has come, are over.
    private static DueRun? TakenBackBy(DueRun run, List<DueRun> due, DateTimeOffset now) => now - run.Planned < Late ? null : due.Find(other =>
        other.Key.Policy == run.Key.Policy && other.Planned > run.Planned && other.Schedule.Undoes.Contains(run.Key.Name));

    private void LeaveOut(DueRun run, DueRun by)
    {
        book.Put(run.Key, book.State(run.Key)! with { Seen = run.Planned });
        var text = $"schedule `{run.Key}` missed its time of {run.Planned:u} and does not catch up: `{by.Key.Name}`, which takes it back, is due as well";
        happenings.Tell(HappeningKind.Scheduled, text, run.Key.Policy);
    }
}
