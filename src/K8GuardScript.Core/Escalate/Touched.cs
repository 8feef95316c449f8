using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Watch;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Escalate;

/// <summary>
/// Notes which objects' episodes are to be looked at, because their record, the object or its namespace changed. Safe from any thread.
/// </summary>
internal sealed class Touched : IStoreListener
{
    private readonly Lock gate = new();
    private readonly Ledger ledger;
    private HashSet<ObjectKey> objects = [];
    private HashSet<string> namespaces = [];

    public Touched(Ledger ledger)
    {
        this.ledger = ledger;
        ledger.Written += OnWritten;
    }

    /// <summary>Everything that was noted since the last time.</summary>
    /// <returns>objects, and namespaces in which every object is meant; the caller's own</returns>
    public (HashSet<ObjectKey> Objects, HashSet<string> Namespaces) Take()
    {
        lock (gate)
        {
            var taken = (objects, namespaces);
            (objects, namespaces) = ([], []);
            return taken;
        }
    }

    /// <summary>Has an object looked at because of something else.</summary>
    public void Add(ObjectKey key)
    {
        lock (gate) objects.Add(key);
    }

    /// <inheritdoc />
    public void Changed(KindName kind, KubeObject item, KubeObject? before) => Touch(kind, item);

    /// <inheritdoc />
    public void Gone(KindName kind, KubeObject last) => Touch(kind, last);

    /// <inheritdoc />
    public void StateChanged(KindName kind, KindState state)
    {
    }

    private void Touch(KindName kind, KubeObject item)
    {
        var key = new ObjectKey(kind.Group, kind.Kind, item.Namespace, item.Name);
        var isNamespace = kind is { Group: "", Kind: "Namespace" };
        if (!isNamespace && !ledger.KnowsAbout(key)) return;
        lock (gate)
        {
            objects.Add(key);
            if (isNamespace) namespaces.Add(item.Name);
        }
    }

    private void OnWritten(LedgerChange change)
    {
        lock (gate)
        {
            foreach (var episode in change.Episodes) objects.Add(episode.Key.Judged);
        }
    }
}
