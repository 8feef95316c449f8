namespace K8GuardScript.Sdk.Registration;

/// <summary>What rules may ask about the rest of the cluster. Called while a rule runs; answers at once.</summary>
internal interface IClusterLookup
{
    /// <summary>The unpacked size in bytes of an image named exactly so; null when unknown.</summary>
    long? ImageSize(string image);
}
