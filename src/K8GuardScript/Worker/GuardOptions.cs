using K8GuardScript.Core.Settings;
using K8GuardScript.Worker.Leadership;

namespace K8GuardScript.Worker;

/// <summary>What the worker is told by its command line. All paths are absolute.</summary>
internal sealed record GuardOptions
{
    /// <summary>The folder with the scripts.</summary>
    public required string Policies { get; init; }

    /// <summary>Settings files in their order; empty for <c>policies.yaml</c> in the folder.</summary>
    public IReadOnlyList<string> Config { get; init; } = [];

    /// <summary>Settings that come before every file, or null.</summary>
    public SettingsFile? BuiltInConfig { get; init; }

    /// <summary>Where the ledger lies.</summary>
    public required string Data { get; init; }

    /// <summary>Where the HTTP API listens.</summary>
    public required ListenAddress Listen { get; init; }

    /// <summary>The file with the token that readers must bring, or null.</summary>
    public string? ReadTokenFile { get; init; }

    /// <summary>The file with the token that whoever changes something must bring; where the command line names none, one in the data folder.</summary>
    public string WriteTokenFile
    {
        get => field ?? Path.Combine(Data, Http.WriteTokenFile.Name);
        init;
    }

    /// <summary>Whether mode <c>act</c> is allowed: inside the cluster, with <c>--act</c>, and in the demo.</summary>
    public bool MayAct { get; init; }

    /// <summary>The namespace in which the guard itself runs, or null.</summary>
    public string? OwnNamespace { get; init; }

    /// <summary>The lease that this process must hold to act; null where there can be no other one, as in the demo.</summary>
    public LeaseOptions? Lease { get; init; }
}
