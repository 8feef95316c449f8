using K8GuardScript.Simulator.Writing;

namespace K8GuardScript.Simulator.Loading;

/// <summary>Fills an empty cluster: the namespaces that every cluster has, then the manifests.</summary>
internal sealed class Seeder(ClusterState cluster)
{
    private static readonly string[] Always = ["default", "kube-system", "kube-public", "kube-node-lease"];

    private readonly DirectWrites writes = new(cluster);

    /// <summary>
    /// Stores everything in the order given, but definitions first and namespaces second. Of an object that comes twice the later one
    /// wins, as with apply. Throws <see cref="SimulatorStartException"/> naming everything that is wrong.
    /// </summary>
    /// <param name="paths">files or folders</param>
    /// <param name="keepBack">whether to store nodes and definitions alone</param>
    /// <returns>what was kept back, in the order in which it is to be stored</returns>
    public IReadOnlyList<Manifest> Fill(IReadOnlyList<string> paths, bool keepBack = false)
    {
        var problems = new List<string>();
        var manifests = ManifestFiles.Read(paths, problems);
        foreach (var name in Always) writes.EnsureNamespace(name);
        var ordered = manifests.OrderBy(Rank).ToList();
        var kept = keepBack ? ordered.Where(manifest => !IsFurniture(manifest)).ToList() : [];
        foreach (var manifest in ordered) Store(manifest, isKept: keepBack && !IsFurniture(manifest), problems);
        if (problems.Count > 0)
        {
            throw new SimulatorStartException(
                $"the manifests of the simulated cluster are wrong; correct them and start again:\n  {string.Join("\n  ", problems)}")
            {
                Problems = problems,
            };
        }

        // nobody can have seen a version from before the start
        cluster.Store.Compact(cluster.Store.Revision);
        return kept;
    }

    private static bool IsFurniture(Manifest manifest) => manifest.Body["kind"]!.GetValue<string>() is "Node" or "CustomResourceDefinition";

    private static int Rank(Manifest manifest) => manifest.Body["kind"]!.GetValue<string>() switch
    {
        "CustomResourceDefinition" => 0,
        "Namespace" => 1,
        _ => 2,
    };

    private void Store(Manifest manifest, bool isKept, List<string> problems)
    {
        var kind = manifest.Body["kind"]!.GetValue<string>();
        var version = manifest.Body["apiVersion"]!.GetValue<string>();
        var isKnown = cluster.Catalog.FindKind(version, kind, out var type);
        if (isKnown && !isKept) writes.Put(type!, manifest.Body);
        if (isKnown) return;
        problems.Add($"{manifest.File}:{manifest.Line}:1: no kind `{kind}` in `{version}`: "
            + "use the version that Kubernetes 1.36 serves, or add the CustomResourceDefinition to the manifests");
    }
}
