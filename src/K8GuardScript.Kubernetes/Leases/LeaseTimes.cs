namespace K8GuardScript.Kubernetes.Leases;

/// <summary>How fast leader election goes (client-go <c>leaderelection.go</c>, whose defaults these are).</summary>
internal sealed record LeaseTimes
{
    /// <summary>client-go's <c>JitterFactor</c>: those who wait come at least this much more than a retry apart.</summary>
    public const double Jitter = 1.2;

    private static readonly TimeSpan LeastCall = TimeSpan.FromSeconds(1);

    /// <summary>How long a lease is left to a holder that does not renew it. Whole seconds.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a leader that can't renew goes on trying.</summary>
    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From one try to the next.</summary>
    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>For one call: a single one that hangs must not cost the leadership.</summary>
    public TimeSpan CallDeadline => RenewDeadline / 2 > LeastCall ? RenewDeadline / 2 : LeastCall;

    /// <summary>How long after a renewal was sent a leader may act without another one: a little less than the deadline.</summary>
    public TimeSpan Fence => RenewDeadline - RetryPeriod;

    /// <returns>itself</returns>
    /// <exception cref="ArgumentException">two leaders at once, or none for long, would come of it</exception>
    public LeaseTimes Checked() =>
        Duration > RenewDeadline && RenewDeadline > Jitter * RetryPeriod && RetryPeriod > TimeSpan.Zero && Duration >= LeastCall
            ? this
            : throw new ArgumentException($"a lease of {Duration} can't be renewed within {RenewDeadline} by tries every {RetryPeriod}");
}
