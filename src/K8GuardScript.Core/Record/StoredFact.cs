namespace K8GuardScript.Core.Record;

/// <summary>Something small that must last: that the guard is paused, when a schedule ran, since when a policy is known.</summary>
/// <param name="Key">who owns it, and about what: <c>policy/image-repo</c>, <c>schedule/sleep/nights</c>, <c>pause</c></param>
/// <param name="Value">JSON of whoever owns it; null forgets it</param>
internal sealed record StoredFact(string Key, string? Value);
