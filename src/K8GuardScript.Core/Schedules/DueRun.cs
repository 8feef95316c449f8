using K8GuardScript.Core.Policies;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Schedules;

/// <summary>A run that is to begin. Holds a script's code: not to be kept.</summary>
/// <param name="Key">of which schedule</param>
/// <param name="Policy">its policy</param>
/// <param name="Schedule">the schedule</param>
/// <param name="Planned">the time that it is for: the latest one</param>
/// <param name="Missed">how many earlier ones passed without a run, and are left out; counted up to a thousand</param>
internal sealed record DueRun(ScheduleKey Key, Policy Policy, ScheduleDefinition Schedule, DateTimeOffset Planned, int Missed);
