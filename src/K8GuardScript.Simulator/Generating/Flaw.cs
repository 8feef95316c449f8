namespace K8GuardScript.Simulator.Generating;

/// <summary>What can be wrong with a generated object. Each one strikes by itself, in the share that was asked for.</summary>
internal enum Flaw
{
    UnknownRegistry,
    LatestTag,
    Privileged,
    AddedCapability,
    NoLimits,
    RunsAsRoot,
    NoProbe,
    PlainPassword,
    HostVolume,
    HostNetwork,
    NoTeam,
    TokenMounted,
    SingleReplica,
    NodePort,
    OpenHost,
    NoCertificate,
    LargeConfig,
    BlockingBudget,
    ConcurrentRuns,
    NoOwner,
    OpenNetwork,
    LostTarget,
    OftenRestarted,
    NotReady,
    UnderPressure,
}
