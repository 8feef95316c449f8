using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Generating;

/// <summary>Puts a generated cluster into the store, and takes its later changes there.</summary>
internal sealed class GeneratedCluster(ClusterState cluster, ClusterPlan plan)
{
    public ClusterPlan Plan => plan;

    /// <summary>Stores everything; nobody may read yet.</summary>
    public void Fill()
    {
        foreach (var planned in plan.Objects) Add(planned);
        cluster.Store.Compact(cluster.Store.Revision);
    }

    public StoredObject Add(PlannedObject planned) => cluster.Store.Write(tx => tx.Put(planned.Type.StoredAs, ObjectText.Of(planned, tx.NextRevision)));

    /// <summary>Stores an object as it is planned now, unless somebody deleted it.</summary>
    /// <returns>the new version, or null</returns>
    public StoredObject? Rewrite(PlannedObject planned) => cluster.Store.Write(tx =>
        tx.Find(planned.Type.StoredAs, planned.Name) is null ? null : tx.Put(planned.Type.StoredAs, ObjectText.Of(planned, tx.NextRevision)));

    /// <summary>Removes an object, unless somebody did already.</summary>
    public StoredObject? Remove(PlannedObject planned) => cluster.Store.Write(tx =>
        tx.Find(planned.Type.StoredAs, planned.Name) is { } stored ? tx.Remove(planned.Type.StoredAs, stored) : null);
}
