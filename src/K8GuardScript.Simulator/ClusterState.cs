using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;
using K8GuardScript.Simulator.Writing;

namespace K8GuardScript.Simulator;

/// <summary>What requests and the program's own calls share: the objects, the resources, the clock.</summary>
internal sealed class ClusterState
{
    public ClusterState(SimulatorOptions options)
    {
        Options = options;
        Store = new ObjectStore(options.LogCapacity);
        Writer = new ObjectWriter(Catalog, options);
    }

    public SimulatorOptions Options { get; }

    public TimeProvider Clock => Options.Clock;

    public ResourceCatalog Catalog { get; } = new();

    public ObjectStore Store { get; }

    public ObjectWriter Writer { get; }
}
