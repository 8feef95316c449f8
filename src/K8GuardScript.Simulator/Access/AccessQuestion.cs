namespace K8GuardScript.Simulator.Access;

/// <summary>
/// What somebody wants to do: with a resource, or with a path that belongs to none (then <see cref="Path"/> is set).
/// Empty strings mean all namespaces, no name, no subresource.
/// </summary>
internal sealed record AccessQuestion(string Verb)
{
    public string? Path { get; init; }

    public string Group { get; init; } = "";

    public string Resource { get; init; } = "";

    public string Subresource { get; init; } = "";

    public string Namespace { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>As rules name it: <c>deployments/scale</c>.</summary>
    public string FullResource => Subresource.Length == 0 ? Resource : $"{Resource}/{Subresource}";
}
