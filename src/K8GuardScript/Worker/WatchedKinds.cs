using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Watch;
using K8GuardScript.Kubernetes.Watching;

namespace K8GuardScript.Worker;

/// <summary>Keeps what is watched in step with what policies read. Only what is read is watched.</summary>
internal sealed class WatchedKinds(ClusterWatch watch, ObjectStore store, Ledger ledger, TimeProvider clock) : BackgroundService
{
    /// <summary>How long a kind is still watched that nobody reads: a policy is often away only while somebody edits it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Owners and modes stand on namespaces.</summary>
    private static readonly KindName Namespaces = new("", "v1", "Namespace");
    private static readonly KindName Nodes = new("", "v1", "Node");

    private readonly Lock gate = new();
    private readonly HashSet<KindName> wanted = [];
    private readonly Dictionary<KindName, long> unreadSince = [];
    private bool running;

    /// <summary>Watches every kind that a policy of this set reads, beside what was watched before.</summary>
    public void Follow(PolicySet policies)
    {
        foreach (var kind in ReadBy(policies)) Want(kind);
    }

    /// <summary>No longer watches what nobody has read for <see cref="Patience"/>, and what no open violation lies in.</summary>
    public async Task ReleaseUnreadAsync(PolicySet policies)
    {
        foreach (var kind in LongUnread(policies))
        {
            await watch.UnwatchAsync(kind).ConfigureAwait(false);
            lock (gate)
            {
                wanted.Remove(kind);
                store.Forget(kind);
            }
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Task all;
        lock (gate)
        {
            all = watch.RunAsync([.. wanted], stoppingToken);
            running = true;
        }

        await all.ConfigureAwait(false);
    }

    private static IEnumerable<KindName> ReadBy(PolicySet policies) =>
    [
        Namespaces,
        // who is judged depends on who owns it
        .. Ownership.WithOwners(policies.All.SelectMany(policy => policy.Kinds).Where(kind => kind != ObjectStore.ClusterKind)),
        .. policies.All.SelectMany(policy => policy.Lists),
        .. policies.All.SelectMany(policy => policy.State.LookedUp),
        .. policies.All.Any(policy => policy.State.ReadsImages) ? (KindName[])[Nodes] : [],
    ];

    private void Want(KindName kind)
    {
        lock (gate)
        {
            // one version of a kind is enough: rules are matched by group and kind
            if (wanted.Any(known => Ownership.IsSame(known, kind))) return;
            wanted.Add(kind);
            store.Expect(kind);
            if (running) watch.Watch(kind);
        }
    }

    private List<KindName> LongUnread(PolicySet policies)
    {
        var read = ReadBy(policies).ToList();
        lock (gate)
        {
            var unread = wanted.Where(known => !read.Any(kind => Ownership.IsSame(known, kind))).ToList();
            foreach (var kind in unreadSince.Keys.Except(unread).ToList()) unreadSince.Remove(kind);
            foreach (var kind in unread) unreadSince.TryAdd(kind, clock.GetTimestamp());
            return [.. unread.Where(kind => clock.GetElapsedTime(unreadSince[kind]) >= Patience && !HoldsViolations(kind))];
        }
    }

    private bool HoldsViolations(KindName kind) => ledger.Alive()
        .Any(episode => IsOf(kind, episode.Key.Object) || IsOf(kind, episode.Key.Judged) || episode.Key.Child == kind.Kind);

    private static bool IsOf(KindName kind, ObjectKey key) => key.Group == kind.Group && key.Kind == kind.Kind;
}
