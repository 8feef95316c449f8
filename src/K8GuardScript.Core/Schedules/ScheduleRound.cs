using K8GuardScript.Core.Guard;
using K8GuardScript.Core.Guard.Clocks;

namespace K8GuardScript.Core.Schedules;

/// <summary>One look at all schedules: begins what is due, runs jobs, carries out some of what they wish. Not safe from several threads.</summary>
internal sealed class ScheduleRound(
    ScheduleWatch watch, ScheduleBook book, RunStarter starter, RunCarrier carrier, RunEnd end, IClockHealth health, ILeadership leadership, TimeProvider clock)
{
    /// <returns>what whoever calls is to do</returns>
    public async Task<RoundNeeds> TickAsync(CancellationToken cancel)
    {
        // INVARIANT: with a clock that can't be trusted nothing begins; once it can, what was missed counts as missed.
        if (health.Trouble is not null || leadership.IsStandby || leadership.WhyNot is not null) return default;
        foreach (var due in watch.Look(clock.GetUtcNow())) starter.Begin(due);

        var needs = default(RoundNeeds);
        foreach (var (key, run) in Running())
        {
            if (watch.Find(key) is not var (policy, schedule))
            {
                end.Dropped(key, "it is not in force any more: what it has not done is left out");
            }
            else if (run.Phase == RunPhase.Begun)
            {
                needs = needs with { Kinds = needs.Kinds | await starter.TryAsync(key, policy, schedule, cancel).ConfigureAwait(false) };
            }
        }

        var running = Running();
        carrier.Keep(running.Select(entry => entry.Key).ToHashSet());
        foreach (var (key, run) in running.Where(entry => entry.Run.Phase == RunPhase.Wished))
            needs = needs with { Again = needs.Again | await carrier.SliceAsync(key, run, cancel).ConfigureAwait(false) };
        return needs;
    }

    private List<(ScheduleKey Key, ScheduleRun Run)> Running() => book.All()
        .Where(entry => entry.Value.IsRunning)
        .Select(entry => (entry.Key, Run: entry.Value.Run!))
        .OrderBy(entry => entry.Run.Planned).ThenBy(entry => entry.Key.Policy, StringComparer.Ordinal).ThenBy(entry => entry.Key.Name, StringComparer.Ordinal)
        .ToList();
}
