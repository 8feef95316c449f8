using K8GuardScript.Core.Scopes;

namespace K8GuardScript.Core.Settings;

/// <summary>A part of the week in which actions may be taken.</summary>
/// <param name="Days">on which days it starts</param>
/// <param name="From">when it starts</param>
/// <param name="To">when it ends; at or before <paramref name="From"/> it ends on the next day</param>
/// <param name="Zone">whose time of day</param>
/// <param name="Scope">for which objects</param>
internal sealed record ActionWindow(IReadOnlySet<DayOfWeek> Days, TimeOnly From, TimeOnly To, TimeZoneInfo Zone, Scope Scope);
