using K8GuardScript.Core.Scopes;

namespace K8GuardScript.Core.Settings;

/// <summary>A reasoned, expiring exception: what it covers may violate until it ends.</summary>
/// <param name="Policies">patterns of ids; at least one</param>
/// <param name="Scope">for which objects</param>
/// <param name="Reason">for people; never empty</param>
/// <param name="Ticket">where it was agreed; may be empty if the settings allow that</param>
/// <param name="Expires">the first instant at which it does not hold any more</param>
/// <param name="Place">where it stands, as <c>file(line,column)</c>; for a snooze who gave it</param>
internal sealed record Exemption(
    IReadOnlyList<string> Policies, Scope Scope, string Reason, string Ticket, DateTimeOffset Expires, string Place);
