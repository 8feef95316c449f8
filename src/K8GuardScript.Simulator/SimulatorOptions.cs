namespace K8GuardScript.Simulator;

/// <summary>How a simulated cluster is started.</summary>
public sealed record SimulatorOptions
{
    /// <summary>The port on 127.0.0.1; 0, the default, takes any free one.</summary>
    public int Port { get; init; }

    /// <summary>Files or folders of manifests to start with: YAML or JSON, many documents or lists in one file.</summary>
    public IReadOnlyList<string> Manifests { get; init; } = [];

    /// <summary>
    /// Whether the manifests are read and checked, but all of them that are no node and no definition are only stored by
    /// <see cref="SimulatedCluster.Arrive"/>: for whoever wants to be there first.
    /// </summary>
    public bool ArriveLater { get; init; }

    /// <summary>
    /// The bearer token of the user <c>admin</c>, who may do everything; where set, a request without a token is answered 401. Where
    /// not, <c>admin</c> is that token. The token <c>nobody</c> stands for a user without rights, and service accounts have those
    /// that their <c>token</c> subresource gave them. Clients built on client-go (kubectl) do not send tokens without TLS, so they
    /// can't use a cluster where this is set.
    /// </summary>
    public string? Token { get; init; }

    /// <summary>
    /// Whether a request without a token is the admin's, as clients without TLS need it; if not, it is from
    /// <c>system:anonymous</c>, who may read health and version only. Of no effect where <see cref="Token"/> is set.
    /// </summary>
    public bool AnonymousIsAdmin { get; init; } = true;

    /// <summary>Gives creation times and drives the time-outs of watches.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// Whether controllers, a scheduler and kubelets act (default: no): deployments, replica sets, stateful sets, daemon sets, jobs and
    /// cron jobs get their pods, pods run on the nodes there are, and go some time after their deletion, and statuses follow. Objects that
    /// were loaded with a status stay as they are until somebody changes them or what belongs to them.
    /// </summary>
    public bool Controllers { get; init; }

    /// <summary>
    /// Objects that are made up, beside those of <see cref="Manifests"/>; none by default. <see cref="Controllers"/> do not act where there
    /// are some: such a cluster changes by requests and at its own rate alone.
    /// </summary>
    public GeneratedObjects Generated { get; init; } = new();

    /// <summary>How many requests <see cref="SimulatedCluster.Requests"/> remembers.</summary>
    public int RequestsKept { get; init; } = 10_000;

    /// <summary>How long the pods of jobs run, where <see cref="Controllers"/> act.</summary>
    internal TimeSpan JobDuration { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Whether dependents follow their owners, namespaces get their default objects and end with their contents, each within the step
    /// that caused it.
    /// </summary>
    internal bool Housekeeping { get; init; } = true;

    /// <summary>How long a read waits for a version that is not reached yet before it answers 504 (3 s, as a real server).</summary>
    internal TimeSpan FreshnessWait { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How many changes the log keeps for watches and consistent paging.</summary>
    internal int LogCapacity { get; init; } = 100_000;
}
