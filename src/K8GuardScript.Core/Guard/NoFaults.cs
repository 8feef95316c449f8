namespace K8GuardScript.Core.Guard;

/// <summary>Nothing happens.</summary>
internal sealed class NoFaults : IFaultPoints
{
    public static readonly NoFaults Instance = new();

    /// <inheritdoc />
    public void Reach(FaultPoint point)
    {
    }
}
