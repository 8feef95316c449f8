using K8GuardScript.Core.Guard;

namespace K8GuardScript.Core.Tests.Doubles;

/// <summary>A time that can be trusted until the test says otherwise.</summary>
internal sealed class DoubtfulClock : IClockHealth
{
    public string? Trouble { get; set; }
}
