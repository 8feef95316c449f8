namespace K8GuardScript.Kubernetes.Configuration;

/// <summary>Where the cluster is and how to be let in: all that a client needs to know.</summary>
internal sealed class ClusterEndpoint
{
    /// <summary>Absolute, http or https; may have a path (as behind Rancher), without a slash at its end.</summary>
    public required Uri Server { get; init; }

    /// <summary>Certificates of both sides.</summary>
    public TlsMaterial Tls { get; init; } = TlsMaterial.Default;

    /// <summary>Bearer tokens.</summary>
    public ICredentialSource Credentials { get; init; } = new FixedToken(null);

    /// <summary>http, https or socks5; null when the file names none.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>Whether HTTPS_PROXY and its like count when <see cref="Proxy"/> is null; not in a cluster.</summary>
    public bool UsesEnvironmentProxy { get; init; }

    /// <summary>The context's namespace, or that of our own pod; <c>default</c> where none is said.</summary>
    public string Namespace { get; init; } = "default";

    /// <summary>For people: where this came from, without secrets.</summary>
    public required string Description { get; init; }

    /// <summary>What an operator should be told at start, such as that TLS is not verified.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
