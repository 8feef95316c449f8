namespace K8GuardScript.Sdk.Authoring;

// What happens by the clock, whatever rules find.
public static partial class Entry
{
    /// <summary>
    /// Registers a job that runs by the clock:
    /// <c>Schedule("nights", "0 20 * * MON-FRI", "Europe/Berlin", job => …, atMost: 200)</c>. It is registered and checked, but no
    /// version runs schedules yet; the guard says so when it loads the policy.
    /// </summary>
    /// <param name="name">one of a kind in the policy: lower-case letters, digits and <c>-</c>, at most 63</param>
    /// <param name="cron">minute, hour, day of month, month, day of week; names, <c>L</c>, <c>W</c>, <c>#</c> as in Unix cron</param>
    /// <param name="timeZone">of the IANA data base: <c>Europe/Berlin</c>, <c>UTC</c></param>
    /// <param name="job">looks at objects and wishes; keeps nothing between runs</param>
    /// <param name="atMost">how many objects one run may change, from 1; a run that wishes more changes none</param>
    public static void Schedule(string name, string cron, string timeZone, Action<ScheduleJob> job, int atMost)
    {
        ArgumentNullException.ThrowIfNull(job);
        Load("Schedule").Schedule(name, cron, timeZone, job, atMost);
    }
}
