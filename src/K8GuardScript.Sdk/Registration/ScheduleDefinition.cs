using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Metering;

namespace K8GuardScript.Sdk.Registration;

/// <summary>A schedule of a script. Holds the script's code: whoever keeps it keeps the script loaded.</summary>
/// <param name="Name">one of a kind in its policy</param>
/// <param name="Cron">five fields, as the script gave them</param>
/// <param name="TimeZone">an id that this machine knows</param>
/// <param name="AtMost">how many objects one run may change</param>
/// <param name="Body">the script's lambda</param>
/// <param name="Place">where the script registers it; empty where it can't be told</param>
internal sealed record ScheduleDefinition(
    string Name, string Cron, string TimeZone, int AtMost, Action<ScheduleJob> Body, string Place)
{
    /// <summary>The kinds that it lists in a cluster where nothing is; known once it was rehearsed, and it may list more of what it finds.</summary>
    public IReadOnlyList<(string ApiVersion, string Kind)> Lists { get; init; } = [];

    /// <summary>The schedules of its policy that it takes back, known likewise.</summary>
    public IReadOnlyList<string> Undoes { get; init; } = [];

    /// <summary>The longest text that the script's body has read or made, which the job may read again.</summary>
    public int LongestText { get; init; }

    /// <summary>Runs the job once. May be called from several threads at once.</summary>
    /// <exception cref="RuleFaultException">the job threw, or spent all it may</exception>
    public void Run(IScheduleRun run)
    {
        Fuel.Start(RunLimits.Job);
        try
        {
            Fuel.Saw(LongestText);
            Body(new ScheduleJob(run));
        }
        catch (Exception fault)
        {
            // INVARIANT: the original exception never leaves: it would keep the script's load context alive.
            throw RuleFaultException.Of("job", fault);
        }
        finally
        {
            Fuel.Stop();
        }
    }
}
