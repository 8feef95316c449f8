using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Cases;

/// <summary>Answers look-ups from a few given objects: image sizes from what the Nodes among them report.</summary>
internal sealed class ManifestImages : IClusterLookup
{
    private readonly Dictionary<string, long> sizes = new(StringComparer.Ordinal);

    public ManifestImages(IEnumerable<KubeObject> cluster)
    {
        foreach (var node in cluster.Where(candidate => candidate is { ApiVersion: "v1", Kind: "Node" }))
        {
            foreach (var image in node.Root["status"]["images"].Items)
            {
                foreach (var name in image["names"].Items)
                {
                    if (name.Text.Exists && image["sizeBytes"].Integer is { } size) sizes[name.Text.ToString()] = size;
                }
            }
        }
    }

    public long? ImageSize(string image) => sizes.TryGetValue(image, out var size) ? size : null;
}
