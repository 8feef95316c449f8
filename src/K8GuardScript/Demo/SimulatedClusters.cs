using K8GuardScript.Simulator;
using K8GuardScript.Worker;

namespace K8GuardScript.Demo;

/// <summary>Starts simulated clusters for verbs.</summary>
internal static class SimulatedClusters
{
    /// <exception cref="StartException">the manifests are wrong, or the port is taken</exception>
    public static Task<SimulatedCluster> StartAsync(IReadOnlyList<string> manifests, int port, CancellationToken cancel) =>
        StartAsync(manifests, port, new GeneratedObjects(), cancel);

    /// <summary>One whose manifests are checked, but come only with <see cref="SimulatedCluster.Arrive"/>.</summary>
    /// <exception cref="StartException">the manifests are wrong, or the port is taken</exception>
    public static Task<SimulatedCluster> StartLaterAsync(IReadOnlyList<string> manifests, int port, CancellationToken cancel) =>
        StartAsync(new SimulatorOptions { Manifests = manifests, Port = port, Controllers = true, ArriveLater = true }, cancel);

    /// <exception cref="StartException">the manifests are wrong, or the port is taken</exception>
    public static Task<SimulatedCluster> StartAsync(
        IReadOnlyList<string> manifests, int port, GeneratedObjects generated, CancellationToken cancel) =>
        StartAsync(new SimulatorOptions { Manifests = manifests, Port = port, Controllers = true, Generated = generated }, cancel);

    private static async Task<SimulatedCluster> StartAsync(SimulatorOptions options, CancellationToken cancel)
    {
        try
        {
            return await SimulatedCluster.StartAsync(options, cancel).ConfigureAwait(false);
        }
        catch (SimulatorStartException wrong)
        {
            throw new StartException(wrong.Message);
        }
    }
}
