using System.Text.Json.Nodes;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Actions;

/// <summary>Knows which action fits which kind, and what it looks like as a request. Pure.</summary>
internal static class ActionPlanner
{
    /// <summary>What an object becomes, as <c>scaled to 0</c>; null where the action does not fit the kind.</summary>
    public static string? Outcome(ActionVerb verb, KindName kind) => (verb, kind.Group, kind.Kind) switch
    {
        (ActionVerb.Stop, "apps", "Deployment") => "scaled to 0",
        (ActionVerb.Stop, "batch", "Job" or "CronJob") => "suspended",
        (ActionVerb.Delete, "networking.k8s.io", "Ingress") => "deleted",
        _ => null,
    };

    /// <summary>Which field an action changes, as the names that lead to it; empty for the whole object.</summary>
    public static IReadOnlyList<string> ChangedField(ActionVerb verb, KindName kind) => (verb, kind.Kind) switch
    {
        (ActionVerb.Stop, "Job" or "CronJob") => ["spec", "suspend"],
        (ActionVerb.Stop, _) => ["spec", "replicas"],
        _ => [],
    };

    /// <param name="verb">what to do</param>
    /// <param name="kind">the object's kind</param>
    /// <param name="fresh">the object as just read: its uid and resourceVersion become the preconditions</param>
    /// <param name="actionId">goes on the object</param>
    /// <param name="policy">goes on the object</param>
    /// <returns>null where the action does not fit the kind</returns>
    public static PlannedAction? Plan(ActionVerb verb, KindName kind, KubeObject fresh, string actionId, string policy)
    {
        if (Outcome(verb, kind) is not { } outcome) return null;
        return verb == ActionVerb.Delete
            ? new PlannedAction(outcome, Patch: null)
            : new PlannedAction(outcome, Patch(kind, fresh, actionId, policy));
    }

    // One write holds the change, what is needed to undo it, and the preconditions: none of them can get lost.
    private static byte[] Patch(KindName kind, KubeObject fresh, string actionId, string policy)
    {
        var annotations = new JsonObject { [ActionAnnotations.ActionId] = actionId, [ActionAnnotations.Policy] = policy };
        JsonObject spec;
        if (kind.Kind == "Deployment")
        {
            var replicas = fresh.Root["spec"]["replicas"].Integer ?? 1;
            annotations[ActionAnnotations.PreviousReplicas] = replicas.ToString(System.Globalization.CultureInfo.InvariantCulture);
            spec = new JsonObject { ["replicas"] = 0 };
        }
        else
        {
            spec = new JsonObject { ["suspend"] = true };
        }

        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["uid"] = fresh.Uid,
                ["resourceVersion"] = fresh.ResourceVersion,
                ["annotations"] = annotations,
            },
            ["spec"] = spec,
        };
        return System.Text.Encoding.UTF8.GetBytes(patch.ToJsonString());
    }
}
