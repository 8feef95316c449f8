using K8GuardScript.Core.Guard.Clocks;


namespace K8GuardScript.Core.Tests.Doubles;

/// <summary>Is right until a trouble is set.</summary>
internal sealed class SettableClockHealth : IClockHealth
{
    public string? Trouble { get; set; }
}
