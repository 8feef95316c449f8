using K8GuardScript.Sdk.Fields;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Sdk.Authoring;

/// <summary>What the cluster knows about container images.</summary>
public static class Images
{
    /// <summary>
    /// The image's size in bytes, unpacked, as the nodes report it. Null when no node has told it: then this object's verdict is
    /// left open, whatever else the rule finds.
    /// </summary>
    public static long? SizeOf(Text image) => image.IsEmpty ? null : Evaluation.Now("Images.SizeOf").ImageSize(image.ToString());

    /// <summary>
    /// True when the image is the source or lies below it: <c>registry.example.com/shop</c> holds
    /// <c>registry.example.com/shop/web:1</c> and <c>registry.example.com/shop:2</c>, but not
    /// <c>registry.example.com/shopping</c>. A source that ends in <c>*</c> holds whatever starts like it. False for an absent image
    /// and an empty source.
    /// </summary>
    public static bool IsFrom(Text image, string source)
    {
        if (string.IsNullOrEmpty(source)) return false;
        if (source[^1] == '*') return image.StartsWith(source[..^1]);
        if (!image.StartsWith(source)) return false;
        return image.Length == source.Length || source[^1] == '/' || image.ToString()[source.Length] is '/' or ':' or '@';
    }
}
