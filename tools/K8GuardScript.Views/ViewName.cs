namespace K8GuardScript.Views;

/// <summary>How a type's view is called.</summary>
/// <param name="Namespace">C#'s</param>
/// <param name="Name">as in the API</param>
/// <param name="Origin">for readers: <c>core.v1 Container</c></param>
/// <param name="Kind">what objects it is a view of, or null for parts of objects</param>
internal sealed record ViewName(string Namespace, string Name, string Origin, KindDefinition? Kind)
{
    private const string Root = "K8GuardScript.Sdk.";

    public string FullName => $"{Namespace}.{Name}";

    /// <summary>In the Sdk's folder.</summary>
    public string File => $"{Namespace[Root.Length..].Replace('.', '/')}/{Name}.cs";
}
