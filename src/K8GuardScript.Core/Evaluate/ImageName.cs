namespace K8GuardScript.Core.Evaluate;

/// <summary>Spells an image's name out, as nodes report it: <c>nginx</c> is <c>docker.io/library/nginx:latest</c>.</summary>
internal static class ImageName
{
    /// <remarks>The rules are those of the reference grammar of the OCI distribution libraries.</remarks>
    public static string Normalize(string image)
    {
        var slash = image.IndexOf('/');
        var first = slash < 0 ? "" : image[..slash];
        var hasRegistry = first.Contains('.') || first.Contains(':') || first == "localhost";
        if (!hasRegistry) image = slash < 0 ? $"docker.io/library/{image}" : $"docker.io/{image}";

        var lastPart = image[(image.LastIndexOf('/') + 1)..];
        return lastPart.Contains(':') || lastPart.Contains('@') ? image : $"{image}:latest";
    }
}
