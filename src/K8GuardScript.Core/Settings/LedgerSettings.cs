namespace K8GuardScript.Core.Settings;

/// <summary>What the ledger keeps.</summary>
internal sealed record LedgerSettings
{
    /// <summary>How long closed violations, warnings and settled actions are kept for people; counts are kept as long as the pace says.</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(400);
}
