using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Core.Exemptions;

/// <summary>What somebody asks for.</summary>
/// <param name="Policies">ids, or patterns with <c>*</c></param>
/// <param name="Object">for which object</param>
/// <param name="Reason">why</param>
/// <param name="By">who</param>
/// <param name="For">for how long from now</param>
internal sealed record SnoozeOrder(IReadOnlyList<string> Policies, ObjectKey Object, string Reason, string By, TimeSpan For);

/// <summary>What came of it: exactly one of the two is there.</summary>
/// <param name="Snooze">it holds</param>
/// <param name="Problem">why it was refused, for people</param>
internal sealed record SnoozeOutcome(Snooze? Snooze, string? Problem);
