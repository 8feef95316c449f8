using K8GuardScript.Core.Show;

namespace K8GuardScript.Core.Schedules;

/// <summary>Ends runs, and tells what came of them.</summary>
internal sealed class RunEnd(ScheduleBook book, IRunMessages messages, HappeningLog happenings, TimeProvider clock)
{
    /// <summary>The job came to no end: it wished nothing. Its time is over all the same.</summary>
    public void Broken(ScheduleKey key, string why)
    {
        var text = $"schedule `{key}`: {why}; nothing of this run is done";
        End(key, why);
        happenings.Tell(HappeningKind.Fault, text, key.Policy);
        messages.Tell(key.Policy, text);
    }

    /// <summary>The run goes too far: nothing of it is done.</summary>
    public void Refused(ScheduleKey key, string why)
    {
        End(key, why);
        happenings.Tell(HappeningKind.NotActed, $"schedule `{key}`: {why}", key.Policy);
        messages.Tell(key.Policy, $"schedule `{key}`: {why}");
    }

    /// <summary>What a run for an earlier time has not done yet it does not do any more, as another one takes it back.</summary>
    /// <param name="key">whose run</param>
    /// <param name="by">which schedule takes it back</param>
    /// <param name="planned">for when that was planned</param>
    public void Cut(ScheduleKey key, ScheduleKey by, DateTimeOffset planned)
    {
        if (book.State(key) is not { IsRunning: true, Run: { } run } || run.Planned > planned) return;
        Dropped(key, $"`{by.Name}` takes it back before it was done: the rest is left out");
    }

    /// <summary>What a run has not done yet it does not do any more.</summary>
    public void Dropped(ScheduleKey key, string why) => Told(key, why);

    /// <summary>Everything is dealt with.</summary>
    public void Told(ScheduleKey key, string what)
    {
        End(key, what);
        happenings.Tell(HappeningKind.Scheduled, $"schedule `{key}`: {what}", key.Policy);
    }

    private void End(ScheduleKey key, string note)
    {
        if (book.State(key) is not { Run: { } run } state) return;
        book.Put(key, state with { Run = run with { Phase = RunPhase.Ended, EndedAt = clock.GetUtcNow(), Note = note } });
    }
}
