namespace K8GuardScript.Core.Guard;

/// <summary>There is one clock, and it is believed.</summary>
internal sealed class SoundClock : IClockHealth
{
    /// <inheritdoc />
    public string? Trouble => null;
}
