using K8GuardScript.Core.Actions.Planning;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Actions.Looking;

/// <summary>Which field an action changes, and who owns it.</summary>
internal static class ChangedField
{
    /// <summary>
    /// The names on the way to it; empty where the whole object is removed. Where only a scale subresource knows the way it is all of <c>spec</c>,
    /// in which a CustomResourceDefinition has to have its replicas.
    /// </summary>
    public static IReadOnlyList<string> Of(ActionVerb verb, ActionMark? mark, Cluster.KindName kind) => verb switch
    {
        ActionVerb.Stop => ActionPlanner.Sort(kind) switch
        {
            StopSort.Replicas => ["spec", "replicas"],
            StopSort.Scale => ["spec"],
            StopSort.Suspend => ["spec", "suspend"],
            StopSort.Park => ["spec", "template", "spec", "nodeSelector"],
            _ => [],
        },
        ActionVerb.Label => ["metadata", "labels", mark?.Key ?? ""],
        ActionVerb.Annotate => ["metadata", "annotations", mark?.Key ?? ""],
        _ => [],
    };

    /// <summary>
    /// The names of those that own it, or anything in it, the latest first; of all that own anything where the object is removed.
    /// </summary>
    public static IReadOnlyList<string> ManagersOf(ActionVerb verb, ActionMark? mark, FreshObject fresh)
    {
        var managers = fresh.Managers;
        var path = Of(verb, mark, fresh.Kind);
        return [.. (path.Count == 0 ? managers.All : managers.OwnersOf(path)).Select(manager => manager.Name).Distinct()];
    }
}
