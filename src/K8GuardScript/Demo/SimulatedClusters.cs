using K8GuardScript.Simulator;
using K8GuardScript.Worker;

namespace K8GuardScript.Demo;

/// <summary>Starts simulated clusters for verbs.</summary>
internal static class SimulatedClusters
{
    /// <exception cref="StartException">the manifests are wrong, or the port is taken</exception>
    public static Task<SimulatedCluster> StartAsync(IReadOnlyList<string> manifests, int port, CancellationToken cancel) =>
        StartAsync(manifests, port, new GeneratedObjects(), cancel);

    /// <exception cref="StartException">the manifests are wrong, or the port is taken</exception>
    public static async Task<SimulatedCluster> StartAsync(
        IReadOnlyList<string> manifests, int port, GeneratedObjects generated, CancellationToken cancel)
    {
        try
        {
            var options = new SimulatorOptions { Manifests = manifests, Port = port, Controllers = true, Generated = generated };
            return await SimulatedCluster.StartAsync(options, cancel).ConfigureAwait(false);
        }
        catch (SimulatorStartException wrong)
        {
            throw new StartException(wrong.Message);
        }
    }
}
