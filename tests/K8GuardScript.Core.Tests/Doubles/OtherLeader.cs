using K8GuardScript.Core.Guard;
using K8GuardScript.Core.Guard.Clocks;

namespace K8GuardScript.Core.Tests.Doubles;

/// <summary>Says whatever it is told about leading and about the time.</summary>
internal sealed class OtherLeader : ILeadership, IClockHealth
{
    public bool IsStandby { get; set; }

    public string? Trouble { get; set; }

    public string? WhyNot => IsStandby ? "`guard-2` holds the lease" : null;

    public Task<string?> ConfirmAsync(CancellationToken cancel) => Task.FromResult(WhyNot);
}
