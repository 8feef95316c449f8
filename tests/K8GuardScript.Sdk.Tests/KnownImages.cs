using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Sdk.Tests;

/// <summary>Knows the sizes that it was given.</summary>
internal sealed class KnownImages(params (string Image, long Size)[] sizes) : IClusterLookup
{
    public long? ImageSize(string image) => sizes.Where(known => known.Image == image).Select(known => (long?)known.Size).SingleOrDefault();
}
