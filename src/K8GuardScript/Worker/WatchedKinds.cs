using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Watch;
using K8GuardScript.Kubernetes.Watching;

namespace K8GuardScript.Worker;

/// <summary>Keeps what is watched in step with what policies read. Only what is read is watched.</summary>
internal sealed class WatchedKinds(ClusterWatch watch, ObjectStore store) : BackgroundService
{
    /// <summary>Owners and modes stand on namespaces.</summary>
    private static readonly KindName Namespaces = new("", "v1", "Namespace");
    private static readonly KindName Nodes = new("", "v1", "Node");

    private readonly Lock gate = new();
    private readonly HashSet<KindName> wanted = [];
    private bool running;

    /// <summary>Watches every kind that a policy of this set reads, beside what was watched before.</summary>
    public void Follow(PolicySet policies)
    {
        Want(Namespaces);
        foreach (var kind in policies.All.SelectMany(policy => policy.Kinds)) Want(kind);
        if (policies.All.Any(policy => policy.State.ReadsImages)) Want(Nodes);
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

    private void Want(KindName kind)
    {
        lock (gate)
        {
            // one version of a kind is enough: rules are matched by group and kind
            if (wanted.Any(known => known.Group == kind.Group && known.Kind == kind.Kind)) return;
            wanted.Add(kind);
            store.Expect(kind);
            if (running) watch.Watch(kind);
        }
    }
}
