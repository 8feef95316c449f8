using K8GuardScript.Core.Scopes;

namespace K8GuardScript.Core.Settings;

/// <summary>A time in which no action is taken.</summary>
/// <param name="From">the first instant</param>
/// <param name="To">the first instant after it</param>
/// <param name="Scope">for which objects</param>
/// <param name="Reason">for people; may be empty</param>
internal sealed record ActionFreeze(DateTimeOffset From, DateTimeOffset To, Scope Scope, string Reason);
