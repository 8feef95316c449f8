using K8GuardScript.Core.Settings;

namespace K8GuardScript.Http;

/// <summary>Why a violation does not count for now.</summary>
/// <param name="Reason">for people</param>
/// <param name="Ticket">where it was agreed; may be empty</param>
/// <param name="Expires">the first instant at which it counts again</param>
/// <param name="Place">where the exemption stands, as <c>file(line,column)</c>, or who snoozed it</param>
internal sealed record ExemptionAnswer(string Reason, string Ticket, DateTimeOffset Expires, string Place)
{
    public static ExemptionAnswer? Of(Exemption? exemption) =>
        exemption is null ? null : new ExemptionAnswer(exemption.Reason, exemption.Ticket, exemption.Expires, exemption.Place);
}
