using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Exemptions;

/// <summary>Sends nothing: what happens is only shown.</summary>
internal sealed class SilentNotices : IEndNotices
{
    /// <inheritdoc />
    public IReadOnlyList<OutboxEntry> For(Recipient to, string text) => [];
}
