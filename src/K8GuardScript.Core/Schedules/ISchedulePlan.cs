namespace K8GuardScript.Core.Schedules;

/// <summary>When a schedule's times come. Immutable; safe from any thread.</summary>
internal interface ISchedulePlan
{
    /// <summary>The first time after an instant; null if none comes any more.</summary>
    DateTimeOffset? After(DateTimeOffset instant);

    /// <summary>The last time at or before an instant; null if there was none.</summary>
    DateTimeOffset? LastUntil(DateTimeOffset instant);
}
