using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace K8GuardScript.Kubernetes.Configuration;

/// <summary>One kubeconfig file, parsed; JSON is YAML too.</summary>
internal sealed class KubeconfigFile
{
    private KubeconfigFile(string path, KubeconfigMap root)
    {
        Path = path;
        Root = root;
    }

    /// <summary>Absolute.</summary>
    public string Path { get; }

    /// <summary>The document.</summary>
    public KubeconfigMap Root { get; }

    /// <param name="path">absolute</param>
    /// <exception cref="KubeconfigException">missing, unreadable, empty, no YAML, or no kubeconfig</exception>
    public static KubeconfigFile Read(string path)
    {
        if (Directory.Exists(path)) throw new KubeconfigException($"`{path}` is a folder; name the kubeconfig file in it");
        if (!File.Exists(path)) throw new KubeconfigException($"there is no kubeconfig `{path}`; correct the path");

        var text = CertificateMaterial.ReadFile(path);
        if (string.IsNullOrWhiteSpace(text)) throw new KubeconfigException($"kubeconfig `{path}` is empty; write it anew or name another");

        var root = Parse(path, text) is YamlMappingNode map
            ? new KubeconfigMap(path, "", map)
            : throw new KubeconfigException($"kubeconfig `{path}` holds no keys such as `clusters:`; is it another kind of file?");
        if (root.Text("kind") is { } kind && kind != "Config")
            throw root.Wrong("kind", $"is `{kind}`, not `Config`: this is no kubeconfig; name another file");
        return new KubeconfigFile(path, root);
    }

    // a document is built by recursion, which a deep one would let overflow the stack
    private static void RejectDepth(string path, string text)
    {
        const int mostLevels = 64;
        var parser = new Parser(new StringReader(text));
        for (var level = 0; parser.MoveNext();)
        {
            level += parser.Current!.NestingIncrease;
            if (level > mostLevels + 2)
                throw new KubeconfigException($"kubeconfig `{path}`({parser.Current.Start.Line}): nests more than {mostLevels} levels deep; correct it");
        }
    }

    private static YamlNode? Parse(string path, string text)
    {
        try
        {
            RejectDepth(path, text);
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents.Count > 0 ? stream.Documents[0].RootNode : null;
        }
        catch (YamlException e)
        {
            // the parser's own words may quote what stands there, which may be a token
            throw new KubeconfigException($"kubeconfig `{path}`({e.Start.Line},{e.Start.Column}): is no valid YAML there; correct it");
        }
    }
}
