namespace K8GuardScript.Sdk.Metering;

/// <summary>A script ran for too long.</summary>
public sealed class FuelExhaustedException : Exception
{
    internal FuelExhaustedException()
        : base("it ran for too long: look for a loop that does not end")
    {
    }
}
