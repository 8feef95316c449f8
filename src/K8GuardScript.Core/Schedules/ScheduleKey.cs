using System.Globalization;

namespace K8GuardScript.Core.Schedules;

/// <summary>Which schedule.</summary>
/// <param name="Policy">the policy's id</param>
/// <param name="Name">the schedule's name in it</param>
internal readonly record struct ScheduleKey(string Policy, string Name)
{
    /// <summary>A run's id tells people which schedule it was of, and for when.</summary>
    /// <param name="planned">for when it was planned; schedules know whole minutes</param>
    public string RunId(DateTimeOffset planned) =>
        $"{this}@{planned.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture)}";

    /// <summary>Whether a run was one of this schedule.</summary>
    public bool Owns(string? run) => run?.StartsWith($"{this}@", StringComparison.Ordinal) == true;

    /// <inheritdoc />
    public override string ToString() => $"{Policy}/{Name}";
}
