using System.Text;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace K8GuardScript.Kubernetes.Configuration;

/// <summary>A mapping in a kubeconfig that knows where it stands, so that every complaint can say it.</summary>
/// <param name="file">absolute path of the file</param>
/// <param name="name">for people: <c>user `admin`</c>; empty for the document</param>
/// <param name="node">the mapping</param>
internal sealed class KubeconfigMap(string file, string name, YamlMappingNode node)
{
    /// <summary>The value of a key; null when absent, empty or null.</summary>
    /// <exception cref="KubeconfigException">the value is a list or a mapping</exception>
    public string? Text(string key) => Find(key) switch
    {
        null => null,
        YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" } => null,
        YamlScalarNode scalar => string.IsNullOrEmpty(scalar.Value) ? null : scalar.Value,
        _ => throw Wrong(key, "must be a text"),
    };

    /// <exception cref="KubeconfigException">neither true nor false</exception>
    public bool Flag(string key) => Text(key) switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw Wrong(key, "must be true or false"),
    };

    /// <summary>A path, taken from the folder of the file that names it.</summary>
    public string? FilePath(string key) =>
        Text(key) is { } path ? Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, path)) : null;

    /// <summary>Base64 text that was encoded.</summary>
    public string? Decoded(string key)
    {
        if (Text(key) is not { } encoded) return null;
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(encoded));
        }
        catch (FormatException)
        {
            throw Wrong(key, "is not base64; encode the file with `base64 -w0`");
        }
    }

    /// <summary>Whether the key is there with any value but null.</summary>
    public bool Has(string key) => Find(key) is { } value && value is not YamlScalarNode { Value: null or "" or "~" or "null" };

    /// <exception cref="KubeconfigException">there, and no mapping</exception>
    public KubeconfigMap? Map(string key, string childName) => Find(key) switch
    {
        YamlMappingNode map => new KubeconfigMap(file, childName, map),
        _ when !Has(key) => null,
        _ => throw Wrong(key, "must be a mapping"),
    };

    /// <exception cref="KubeconfigException">there, and no list of mappings</exception>
    public IEnumerable<KubeconfigMap> List(string key) => Find(key) switch
    {
        YamlSequenceNode list => list.Select(item => item as YamlMappingNode ?? throw Wrong(key, "must be a list of mappings"))
            .Select(item => new KubeconfigMap(file, key, item)),
        _ when !Has(key) => [],
        _ => throw Wrong(key, "must be a list"),
    };

    /// <exception cref="KubeconfigException">there, and no list of texts</exception>
    public IReadOnlyList<string> Texts(string key) => Find(key) switch
    {
        YamlSequenceNode list => [.. list.Select(item => (item as YamlScalarNode)?.Value ?? throw Wrong(key, "must be a list of texts"))],
        _ when !Has(key) => [],
        _ => throw Wrong(key, "must be a list"),
    };

    /// <summary>The keys of this mapping.</summary>
    public IEnumerable<string> Keys => node.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value ?? "");

    /// <summary>A value of whatever shape, as JSON.</summary>
    public JsonNode? Json(string key) => Find(key) is { } value ? YamlAsJson.Convert(value) : null;

    /// <summary>File, line and column of a key, or of the mapping where the key is absent.</summary>
    public string Place(string key)
    {
        var mark = Find(key)?.Start ?? node.Start;
        return $"kubeconfig `{file}`({mark.Line},{mark.Column}): {(name.Length == 0 ? "" : name + ": ")}`{key}`";
    }

    /// <param name="key">what is wrong</param>
    /// <param name="complaint">follows the key; must not quote a secret</param>
    public KubeconfigException Wrong(string key, string complaint) => new($"{Place(key)} {complaint}");

    private YamlNode? Find(string key) => node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;
}
