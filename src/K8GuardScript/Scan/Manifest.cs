using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Scan;

/// <summary>One object of a file.</summary>
/// <param name="File">as the user sees it</param>
/// <param name="Object">the object</param>
/// <param name="Places">where the values of its document stand</param>
/// <param name="Root">the object in them</param>
internal sealed record Manifest(string File, KubeObject Object, ManifestPlaces Places, int Root)
{
    /// <summary>What stands for all manifests together, in no file.</summary>
    public static Manifest Cluster { get; } = new("", ClusterTarget.Object, Nowhere(), 0);

    /// <summary>Where it starts.</summary>
    public (int Line, int Column) Start => Places.Of(Root);

    private static ManifestPlaces Nowhere()
    {
        var places = new ManifestPlaces();
        places.Add(-1, null, 0, 1, 1);
        return places;
    }
}
