using K8GuardScript.Core.Escalate;

namespace K8GuardScript.Core.Settings;

/// <summary>Everything that <c>policies.yaml</c> says, checked and with defaults filled in. Immutable.</summary>
internal sealed record GuardSettings
{
    /// <summary>Name of the cluster, for messages and for K8Guard's clients.</summary>
    public string Cluster { get; init; } = "";

    /// <summary>The ceiling for every policy; null where the file says nothing, which means dry-run.</summary>
    public Mode? Mode { get; init; }

    /// <summary>The zone in which messages tell times.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>The pace for policies that name none.</summary>
    public EscalationSettings Escalation { get; init; } = new();

    /// <summary>How the owner of an object is found.</summary>
    public OwnerSettings Owners { get; init; } = new();

    /// <summary>Teams by name.</summary>
    public IReadOnlyDictionary<string, TeamSettings> Teams { get; init; } = new Dictionary<string, TeamSettings>();

    /// <summary>Channels by name.</summary>
    public IReadOnlyDictionary<string, ChannelSettings> Channels { get; init; } = new Dictionary<string, ChannelSettings>();

    /// <summary>When, how often and on what the guard may act.</summary>
    public ActionSettings Actions { get; init; } = new();

    /// <summary>What becomes of what violated before its policy came.</summary>
    public ExistingViolations Existing { get; init; } = ExistingViolations.Show;

    /// <summary>What every exemption must meet.</summary>
    public ExemptionRules ExemptionRules { get; init; } = new();

    /// <summary>Exceptions from all files, those that ended too.</summary>
    public IReadOnlyList<Exemption> Exemptions { get; init; } = [];

    /// <summary>What the ledger keeps.</summary>
    public LedgerSettings Ledger { get; init; } = new();

    /// <summary>Entries for policies by their id; a policy without an entry has the defaults.</summary>
    public IReadOnlyDictionary<string, PolicySettings> Policies { get; init; } = new Dictionary<string, PolicySettings>();

    /// <summary>The entry of a policy, or the defaults.</summary>
    public PolicySettings Of(string policy) => Policies.TryGetValue(policy, out var entry) ? entry : PolicySettings.Default;
}
