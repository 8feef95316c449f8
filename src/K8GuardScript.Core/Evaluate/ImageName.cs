namespace K8GuardScript.Core.Evaluate;

/// <summary>Spells an image's name out, as nodes report it: <c>nginx</c> is <c>docker.io/library/nginx:latest</c>.</summary>
internal static class ImageName
{
    private const string DockerHub = "docker.io";

    /// <remarks>The rules are those of the reference grammar of the OCI distribution libraries.</remarks>
    public static string Normalize(string image)
    {
        var slash = image.IndexOf('/');
        var first = slash < 0 ? "" : image[..slash];
        var hasRegistry = first.Contains('.') || first.Contains(':') || first == "localhost";
        var registry = !hasRegistry || first == "index.docker.io" ? DockerHub : first;
        var repository = hasRegistry ? image[(slash + 1)..] : image;
        if (registry == DockerHub && !repository.Contains('/')) repository = $"library/{repository}";

        // beside a digest a tag says nothing, and nodes leave it out
        var at = repository.IndexOf('@');
        var tagged = at < 0 ? repository : repository[..at];
        var colon = tagged.IndexOf(':', tagged.LastIndexOf('/') + 1);
        if (at >= 0) return $"{registry}/{(colon < 0 ? tagged : tagged[..colon])}{repository[at..]}";
        return colon < 0 ? $"{registry}/{tagged}:latest" : $"{registry}/{tagged}";
    }
}
