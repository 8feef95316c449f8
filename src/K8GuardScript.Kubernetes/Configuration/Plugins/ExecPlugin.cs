using System.Text.Json.Nodes;

namespace K8GuardScript.Kubernetes.Configuration.Plugins;

/// <summary>A program that prints a credential, as a user of a kubeconfig names it (client.authentication.k8s.io).</summary>
internal sealed record ExecPlugin
{
    /// <summary>As written, for people and for the search along PATH.</summary>
    public required string Command { get; init; }

    /// <summary>The program itself when the command has a slash; null to search along PATH at each run.</summary>
    public string? File { get; init; }

    /// <summary>One element each, never joined and never seen by a shell.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Added to our own environment.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    /// <summary>What is spoken with it; its reply must bear the same.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>What to tell people when the program is missing; may be empty.</summary>
    public string InstallHint { get; init; } = "";

    /// <summary>What it is told of the cluster (<c>provideClusterInfo</c>); null for nothing.</summary>
    public JsonObject? Cluster { get; init; }

    /// <summary>The value of <c>KUBERNETES_EXEC_INFO</c>.</summary>
    public string Info()
    {
        var spec = new JsonObject { ["interactive"] = false };
        if (Cluster is not null) spec["cluster"] = Cluster.DeepClone();
        return new JsonObject { ["kind"] = "ExecCredential", ["apiVersion"] = ApiVersion, ["spec"] = spec }.ToJsonString();
    }
}
