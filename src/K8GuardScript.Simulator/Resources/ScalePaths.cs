namespace K8GuardScript.Simulator.Resources;

/// <summary>
/// Where a scale subresource finds its numbers; each path is a list of keys from the object's root.
/// The selector is a label selector object in built-in kinds and a string in custom ones.
/// </summary>
internal sealed record ScalePaths(
    IReadOnlyList<string> SpecReplicas, IReadOnlyList<string> StatusReplicas, IReadOnlyList<string>? Selector)
{
    public static readonly ScalePaths BuiltIn = new(["spec", "replicas"], ["status", "replicas"], ["spec", "selector"]);
}
