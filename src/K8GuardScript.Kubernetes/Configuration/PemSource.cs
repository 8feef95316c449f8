namespace K8GuardScript.Kubernetes.Configuration;

/// <summary>PEM text of a configuration, and where it can be read again.</summary>
/// <param name="Text">as it was when it was read</param>
/// <param name="Place">file, or file and key, for messages</param>
/// <param name="Path">of the file; null when the text stands in the kubeconfig itself and can't change</param>
internal sealed record PemSource(string Text, string Place, string? Path)
{
    /// <exception cref="KubeconfigException">unreadable</exception>
    public static PemSource OfFile(string path) => new(CertificateMaterial.ReadFile(path), $"`{path}`", path);

    /// <summary>What stands there now.</summary>
    /// <exception cref="KubeconfigException">missing or unreadable</exception>
    public PemSource Again() => Path is null ? this : OfFile(Path);

    /// <summary>From <c>KEY-data</c>, which wins, or from the file that <c>KEY</c> names.</summary>
    /// <exception cref="KubeconfigException">no base64, or the file is missing or unreadable</exception>
    public static PemSource? From(KubeconfigMap map, string key)
    {
        if (map.Decoded($"{key}-data") is { } data) return new PemSource(data, map.Place($"{key}-data"), null);
        if (map.FilePath(key) is not { } path) return null;
        return File.Exists(path) ? OfFile(path) : throw map.Wrong(key, $"is `{path}`, which does not exist; correct the path");
    }
}
