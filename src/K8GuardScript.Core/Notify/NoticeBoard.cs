using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Watch;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Notify;

/// <summary>Where every part of the guard leaves what people should hear; the senders of the outbox do the rest. Safe from any thread.</summary>
internal sealed class NoticeBoard(Ledger ledger, Outbox outbox, Silence silence, Rulebook rulebook, ObjectStore store, TimeProvider clock)
{
    /// <summary>What is to be stored in the same change as what it tells of. Stored nowhere yet, and sent only once it is.</summary>
    /// <returns>one entry for each channel; none where nobody is to be told, or another process does the telling</returns>
    public IReadOnlyList<OutboxEntry> Post(Notice notice) => silence.IsStandby ? [] : PostOwn(notice);

    /// <summary>The same for what only this process knows: it waits until this one does the telling again.</summary>
    public IReadOnlyList<OutboxEntry> PostOwn(Notice notice) =>
        [.. new Packing(outbox, rulebook.Current.Settings, clock.GetUtcNow()).Pack(notice.Recipient, [], [notice])];

    /// <summary>Stores a notice by itself.</summary>
    /// <returns>false if nobody is to be told</returns>
    public bool PostNow(Notice notice) => ledger.Commit(() => new LedgerChange { Outbox = Post(notice) }).Outbox.Count > 0;

    /// <summary>Who owns an object; of one that is gone its namespace is asked.</summary>
    /// <param name="target">which</param>
    /// <param name="lastSeen">the object as it was; null for what is watched now</param>
    public Recipient OwnerOf(ObjectKey target, KubeObject? lastSeen = null) => OwnerDirectory.Of(
        rulebook.Current.Settings, lastSeen ?? store.Get(target), store.Namespace(target.Namespace.Length > 0 ? target.Namespace : target.Name));

    /// <summary>Who hears what concerns the guard itself: the fallback channel, or nobody.</summary>
    public Recipient Platform() =>
        rulebook.Current.Settings.Owners.Fallback is { } fallback ? new Recipient(fallback, [fallback], Counts: false) : Recipient.Nobody;

    /// <summary>One channel by its name; nobody if the settings have none of that name.</summary>
    public Recipient Channel(string name) =>
        rulebook.Current.Settings.Channels.ContainsKey(name) ? new Recipient(name, [name], Counts: false) : Recipient.Nobody;
}
