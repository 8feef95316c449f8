using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Scan;

/// <summary>One object of a file.</summary>
/// <param name="File">as the user sees it</param>
/// <param name="Object">the object</param>
/// <param name="Places">where the values of its document stand</param>
/// <param name="Root">the object in them</param>
internal sealed record Manifest(string File, KubeObject Object, ManifestPlaces Places, int Root)
{
    /// <summary>Where it starts.</summary>
    public (int Line, int Column) Start => Places.Of(Root);
}
