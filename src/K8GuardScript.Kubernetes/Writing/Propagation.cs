namespace K8GuardScript.Kubernetes.Writing;

/// <summary>What becomes of an object's dependents (<c>meta.k8s.io/v1 DeleteOptions.propagationPolicy</c>).</summary>
internal enum Propagation
{
    /// <summary>What the server does for the kind by itself.</summary>
    ServersChoice,

    /// <summary>The owner goes at once, its dependents later.</summary>
    Background,

    /// <summary>The owner stays until its dependents are gone.</summary>
    Foreground,

    /// <summary>The dependents stay.</summary>
    Orphan,
}
