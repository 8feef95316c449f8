namespace K8GuardScript.Sdk.Authoring;

// What happens by the clock, whatever rules find.
public static partial class Entry
{
    /// <summary>
    /// Registers a job that runs by the clock:
    /// <c>Schedule("nights", "0 20 * * MON-FRI", "Europe/Berlin", job => …, atMost: 200)</c>. A schedule that is new waits for its next
    /// time; one that missed times while the guard was down runs once, for the last of them.
    /// </summary>
    /// <param name="name">one of a kind in the policy: lower-case letters, digits and <c>-</c>, at most 63</param>
    /// <param name="cron">minute, hour, day of month, month, day of week; names, <c>L</c>, <c>W</c>, <c>#</c> as in Unix cron. At the change
    /// of summer time a time that the clock leaves out comes right after the gap, and one that it shows twice comes once</param>
    /// <param name="timeZone">of the IANA data base: <c>Europe/Berlin</c>, <c>UTC</c></param>
    /// <param name="job">looks at objects and wishes; keeps nothing between runs</param>
    /// <param name="atMost">how many objects one run may change or bring back, from 1; a run that wishes more does nothing, and people are
    /// told</param>
    public static void Schedule(string name, string cron, string timeZone, Action<ScheduleJob> job, int atMost)
    {
        ArgumentNullException.ThrowIfNull(job);
        Load("Schedule").Schedule(name, cron, timeZone, job, atMost);
    }
}
