namespace K8GuardScript.Core.Settings;

/// <summary>What <c>actions</c> says: when, how often and on what the guard may act, beside what no setting can allow.</summary>
internal sealed record ActionSettings
{
    /// <summary>True stops every action, as <c>k8guard pause</c> does.</summary>
    public bool Paused { get; init; }

    /// <summary>When actions may be taken; empty for always.</summary>
    public IReadOnlyList<ActionWindow> Windows { get; init; } = [];

    /// <summary>When none may be taken.</summary>
    public IReadOnlyList<ActionFreeze> Freezes { get; init; } = [];

    /// <summary>How many actions in an hour, at most; null for no limit.</summary>
    public int? PerHour { get; init; } = 20;

    /// <summary>How many actions in one namespace in an hour, at most; null for no limit.</summary>
    public int? PerNamespacePerHour { get; init; } = 5;

    /// <summary>Which share of what a policy passed must newly violate to trip its breaker: above 0, at most 1.</summary>
    public double BreakerShare { get; init; } = 0.2;

    /// <summary>Fewer objects than this that newly violate never trip it.</summary>
    public int BreakerAtLeast { get; init; } = 10;

    /// <summary>How far back it looks.</summary>
    public TimeSpan BreakerWithin { get; init; } = TimeSpan.FromHours(1);

    /// <summary>For how long a policy that is new or changed only warns.</summary>
    public TimeSpan Soak { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Whether what Argo CD or Flux puts back is acted on all the same; otherwise it is only warned of.</summary>
    public bool ActsOnGitOps { get; init; }

    /// <summary>For how long nothing is done about a violation after a person undid an action.</summary>
    public TimeSpan UndoHold { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Whether an action is undone once its violation is fixed: for what was scaled, suspended or parked.</summary>
    public bool UndoWhenFixed { get; init; } = true;

    /// <summary>Younger objects are left alone.</summary>
    public TimeSpan MinimumAge { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Namespaces in which nothing is ever acted on, beside the built-in ones; patterns with <c>*</c>.</summary>
    public IReadOnlyList<string> ProtectedNamespaces { get; init; } = [];
}
