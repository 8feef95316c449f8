using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Evaluate;

/// <summary>The sizes of the images that nodes have pulled (core/v1 NodeStatus.images). Once seen, remembered.</summary>
/// <remarks>A kubelet reports its largest images only (50 by default), so an unknown size says nothing.</remarks>
internal sealed class ImageSizes : IClusterLookup
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, long> sizes = new(StringComparer.Ordinal);

    /// <summary>What the Nodes among some objects report.</summary>
    public static ImageSizes ReportedIn(IEnumerable<KubeObject> objects)
    {
        var images = new ImageSizes();
        foreach (var node in objects.Where(item => item is { ApiVersion: "v1", Kind: "Node" })) images.Learn(node);
        return images;
    }

    /// <inheritdoc />
    public long? ImageSize(string image)
    {
        lock (gate) return sizes.TryGetValue(ImageName.Normalize(image), out var size) ? size : null;
    }

    /// <summary>Takes what a Node reports.</summary>
    /// <returns>the images, spelt out, whose size is new or other than before</returns>
    public IReadOnlyList<string> Learn(KubeObject node)
    {
        List<string>? news = null;
        foreach (var image in node.Root["status"]["images"].Items)
        {
            if (image["sizeBytes"].Integer is not { } size) continue;
            foreach (var name in image["names"].Items)
            {
                if ((string?)name.Text is not { } text || text.StartsWith('<')) continue;
                var spelt = ImageName.Normalize(text);
                if (Remember(spelt, size)) (news ??= []).Add(spelt);
            }
        }

        return news ?? [];
    }

    private bool Remember(string name, long size)
    {
        lock (gate)
        {
            // nodes of different architectures unpack one name to different sizes: the largest counts, so that it does not flip
            if (sizes.TryGetValue(name, out var known) && known >= size) return false;
            sizes[name] = size;
            return true;
        }
    }
}
