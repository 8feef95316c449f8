namespace K8GuardScript.Core.Guard;

/// <summary>The time is taken as it comes.</summary>
internal sealed class TrustedClock : IClockHealth
{
    /// <inheritdoc />
    public string? Trouble => null;
}
