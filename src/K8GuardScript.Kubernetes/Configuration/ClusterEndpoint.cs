namespace K8GuardScript.Kubernetes.Configuration;

/// <summary>Where the cluster is and how to be let in: all that a client needs to know.</summary>
internal sealed class ClusterEndpoint
{
    /// <summary>Absolute, http or https; may have a path (as behind Rancher), without a slash at its end.</summary>
    public required Uri Server { get; init; }

    /// <summary>Certificates of both sides.</summary>
    public TlsMaterial Tls { get; init; } = TlsMaterial.Default;

    /// <summary>Files behind <see cref="Tls"/> that are renewed while the program runs; null for none.</summary>
    public TlsSources? TlsSources { get; init; }

    /// <summary>Who calls.</summary>
    public ICredentialSource Credentials { get; init; } = new FixedToken(null);

    /// <summary>As whom the caller wants to be taken; null for who it is.</summary>
    public Impersonation? Impersonation { get; init; }

    /// <summary>Whether the server should not compress large answers (<c>disable-compression</c>).</summary>
    public bool DisablesCompression { get; init; }

    /// <summary>Whether this is the cluster in which the program itself runs, by its pod's service account.</summary>
    public bool IsOwn { get; init; }

    /// <summary>How fast calls may follow each other.</summary>
    public CallRate Rate { get; init; } = CallRate.Default;

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
