using K8GuardScript.Core.Guard.Clocks;


namespace K8GuardScript.Kubernetes.Tests.Leases.Election;

/// <summary>A machine that never sleeps, and whose clock nobody sets.</summary>
internal sealed class NeverAsleep : IWallOffset
{
    public TimeSpan WallOffset => TimeSpan.Zero;
}
