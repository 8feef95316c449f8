using K8GuardScript.Core.Exemptions;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Record;

namespace K8GuardScript.Core.Tests.Doubles;

/// <summary>Makes a message for each channel that holds nothing but the text.</summary>
internal sealed class StoringNotices : IEndNotices
{
    private int count;

    public IReadOnlyList<OutboxEntry> For(Recipient to, string text) =>
        [.. to.Channels.Select(channel => new OutboxEntry($"n-{++count}", $"n-{count}", channel, Some.Noon, Some.Noon, 0, text))];
}
