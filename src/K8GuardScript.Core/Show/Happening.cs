using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Core.Show;

/// <summary>Something that a person who watches would want to hear.</summary>
/// <param name="Id">grows by one</param>
/// <param name="At">when</param>
/// <param name="Kind">what sort of thing</param>
/// <param name="Text">one line for people</param>
/// <param name="Policy">the policy concerned, or null</param>
/// <param name="Object">the object concerned, or null</param>
internal sealed record Happening(long Id, DateTimeOffset At, HappeningKind Kind, string Text, string? Policy, ObjectKey? Object);
