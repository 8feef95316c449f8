using K8GuardScript.Sdk.Authoring;

namespace K8GuardScript.Sdk.Registration;

/// <summary>A schedule of a script. Holds the script's code: whoever keeps it keeps the script loaded.</summary>
/// <param name="Name">one of a kind in its policy</param>
/// <param name="Cron">five fields, not checked yet</param>
/// <param name="TimeZone">an id that this machine knows</param>
/// <param name="AtMost">how many objects one run may change</param>
/// <param name="Body">the script's lambda</param>
/// <param name="Place">where the script registers it; empty where it can't be told</param>
internal sealed record ScheduleDefinition(
    string Name, string Cron, string TimeZone, int AtMost, Action<ScheduleJob> Body, string Place);
