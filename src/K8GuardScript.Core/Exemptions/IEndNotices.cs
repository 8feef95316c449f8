using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Exemptions;

/// <summary>Makes messages of the news that an exemption is about to end.</summary>
internal interface IEndNotices
{
    /// <param name="to">who is told</param>
    /// <param name="text">for people, in one line</param>
    /// <returns>what is to be sent; written down together with that it was told, so that neither is ever without the other</returns>
    IReadOnlyList<OutboxEntry> For(Recipient to, string text);
}
