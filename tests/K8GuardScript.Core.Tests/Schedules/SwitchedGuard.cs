using K8GuardScript.Core.Guard;
using K8GuardScript.Core.Guard.Clocks;

namespace K8GuardScript.Core.Tests.Schedules;

/// <summary>A clock and a leadership that a test takes away and gives back; ends the process where it is told to.</summary>
internal sealed class SwitchedGuard : IClockHealth, ILeadership, IFaultPoints
{
    public string? Trouble { get; set; }

    public string? WhyNot { get; set; }

    public bool IsStandby { get; set; }

    /// <summary>Throws the next time that a point is reached.</summary>
    public FaultPoint? DiesAt { get; set; }

    public Task<string?> ConfirmAsync(CancellationToken cancel) => Task.FromResult(WhyNot);

    public void Reach(FaultPoint point)
    {
        if (point != DiesAt) return;
        DiesAt = null;
        throw new InvalidOperationException("the process ends here");
    }
}
