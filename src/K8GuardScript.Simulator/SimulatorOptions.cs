namespace K8GuardScript.Simulator;

/// <summary>How a simulated cluster is started.</summary>
public sealed record SimulatorOptions
{
    /// <summary>The port on 127.0.0.1; 0, the default, takes any free one.</summary>
    public int Port { get; init; }

    /// <summary>Files or folders of manifests to start with: YAML or JSON, many documents or lists in one file.</summary>
    public IReadOnlyList<string> Manifests { get; init; } = [];

    /// <summary>
    /// Where set, every request must bring it as bearer token; else it is answered 401. Clients built on client-go (kubectl)
    /// do not send tokens without TLS, so they can't use a cluster with a token.
    /// </summary>
    public string? Token { get; init; }

    /// <summary>Gives creation times and drives the time-outs of watches.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

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
