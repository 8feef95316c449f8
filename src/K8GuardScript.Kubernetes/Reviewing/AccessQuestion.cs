namespace K8GuardScript.Kubernetes.Reviewing;

/// <summary>Something that somebody wants to do: to a resource, or, when <see cref="Path"/> is set, to a path that is none.</summary>
/// <param name="Verb"><c>get list watch create update patch delete</c>, or of HTTP for a path</param>
internal sealed record AccessQuestion(string Verb)
{
    /// <summary>API group; empty for the core group.</summary>
    public string Group { get; init; } = "";

    /// <summary>The plural: <c>deployments</c>.</summary>
    public string Resource { get; init; } = "";

    /// <summary>Such as <c>scale</c>; empty for the object itself.</summary>
    public string Subresource { get; init; } = "";

    /// <summary>Empty for all, or for a resource without namespaces.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>Empty for all.</summary>
    public string Name { get; init; } = "";

    /// <summary>Such as <c>/metrics</c>; empty when a resource is meant.</summary>
    public string Path { get; init; } = "";
}
