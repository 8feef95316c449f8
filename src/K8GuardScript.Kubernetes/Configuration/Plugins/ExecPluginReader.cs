using System.Text;
using System.Text.Json.Nodes;

namespace K8GuardScript.Kubernetes.Configuration.Plugins;

/// <summary>Reads the <c>exec</c> entry of a kubeconfig's user.</summary>
internal static class ExecPluginReader
{
    private const string Group = "client.authentication.k8s.io";
    private const string ClusterExtension = "client.authentication.k8s.io/exec";

    /// <exception cref="KubeconfigException">something is missing or can't work without a person at a terminal</exception>
    public static ExecPlugin Read(KubeconfigMap exec, KubeconfigMap cluster)
    {
        var command = exec.Text("command") ?? throw exec.Wrong("command", "is missing; name the plugin's program");
        return new ExecPlugin
        {
            Command = command,
            File = command.Contains('/') || command.Contains(Path.DirectorySeparatorChar) ? exec.FilePath("command") : null,
            Arguments = exec.Texts("args"),
            Environment = [.. exec.List("env").Select(Variable)],
            ApiVersion = VersionOf(exec),
            InstallHint = exec.Text("installHint") ?? "",
            Cluster = CanRunAlone(exec) && exec.Flag("provideClusterInfo") ? ClusterInfo(cluster) : null,
        };
    }

    private static string VersionOf(KubeconfigMap exec) => exec.Text("apiVersion") switch
    {
        $"{Group}/v1" or $"{Group}/v1beta1" => exec.Text("apiVersion")!,
        null => throw exec.Wrong("apiVersion", $"is missing; write {Group}/v1 or {Group}/v1beta1, as the plugin's manual says"),
        $"{Group}/v1alpha1" => throw exec.Wrong(
            "apiVersion", $"is {Group}/v1alpha1, which Kubernetes removed; update the plugin and write {Group}/v1 or {Group}/v1beta1"),
        _ => throw exec.Wrong("apiVersion", $"is not known; write {Group}/v1 or {Group}/v1beta1, as the plugin's manual says"),
    };

    private static bool CanRunAlone(KubeconfigMap exec) => exec.Text("interactiveMode") switch
    {
        null or "Never" or "IfAvailable" => true,
        "Always" => throw exec.Wrong(
            "interactiveMode", "is `Always`: the plugin asks a person, and there is none here; use one that needs no terminal"),
        _ => throw exec.Wrong("interactiveMode", "must be Never, IfAvailable or Always"),
    };

    private static KeyValuePair<string, string> Variable(KubeconfigMap entry)
    {
        var name = entry.Text("name") ?? throw entry.Wrong("name", "is missing; name the variable");
        return name.Contains('=') || name.Contains('\0')
            ? throw entry.Wrong("name", "is no name of a variable; write it without `=`")
            : KeyValuePair.Create(name, entry.Text("value") ?? "");
    }

    private static JsonObject ClusterInfo(KubeconfigMap cluster)
    {
        var info = new JsonObject { ["server"] = cluster.Text("server") };
        if (cluster.Text("tls-server-name") is { } name) info["tls-server-name"] = name;
        if (cluster.Flag("insecure-skip-tls-verify")) info["insecure-skip-tls-verify"] = true;
        if (PemSource.From(cluster, "certificate-authority") is { } authority)
            info["certificate-authority-data"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(authority.Text));
        if (cluster.Text("proxy-url") is { } proxy) info["proxy-url"] = proxy;
        if (cluster.Flag("disable-compression")) info["disable-compression"] = true;
        var extension = cluster.List("extensions").FirstOrDefault(entry => entry.Text("name") == ClusterExtension);
        if (extension?.Json("extension") is { } config) info["config"] = config;
        return info;
    }
}
