namespace K8GuardScript.Compiler;

/// <summary>The reference assemblies that scripts are compiled against, as files for editors.</summary>
internal static class ReferenceFiles
{
    private const string Prefix = "ref/";

    /// <summary>File names, in a fixed order: <c>System.Runtime.dll</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(ReferenceFiles).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The bytes of one of the <see cref="Names"/>.</summary>
    public static byte[] Read(string name)
    {
        using var stream = typeof(ReferenceFiles).Assembly.GetManifestResourceStream(Prefix + name)
            ?? throw new ArgumentException($"there is no reference assembly `{name}`", nameof(name));
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
