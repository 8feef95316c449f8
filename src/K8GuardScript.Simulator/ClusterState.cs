using K8GuardScript.Simulator.Access;
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
        Tokens = new AccountTokens(Store, options.Clock);
        Access = new AccessRules(Store);
        Gate = new Gate(options, Tokens, Access);
    }

    public SimulatorOptions Options { get; }

    public TimeProvider Clock => Options.Clock;

    public ResourceCatalog Catalog { get; } = new();

    public ObjectStore Store { get; }

    public ObjectWriter Writer { get; }

    public AccountTokens Tokens { get; }

    public AccessRules Access { get; }

    public Gate Gate { get; }
}
