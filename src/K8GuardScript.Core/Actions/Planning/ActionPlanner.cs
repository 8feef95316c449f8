using System.Globalization;
using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions.Looking;
using K8GuardScript.Core.Actions.Undoing;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Actions.Planning;

/// <summary>Knows which action fits which kind, and what it looks like as requests. Pure.</summary>
internal static class ActionPlanner
{
    /// <summary>
    /// What an object becomes, as <c>scaled to 0</c>; null where the action does not fit the kind. Of kinds that are not built in it is what
    /// becomes of one with a scale subresource; see <see cref="IScalableKinds"/>.
    /// </summary>
    public static string? Outcome(ActionVerb verb, KindName kind, ActionMark? mark = null) => verb switch
    {
        ActionVerb.Stop => Sort(kind) switch
        {
            StopSort.Replicas or StopSort.Scale => "scaled to 0",
            StopSort.Suspend => "suspended",
            StopSort.Evict => "evicted",
            StopSort.Park => "parked",
            _ => null,
        },

        // INVARIANT: a namespace, and all that would go with it, is never deleted.
        ActionVerb.Delete => kind is { Group: "networking.k8s.io", Kind: "Ingress" } or { Group: "", Kind: "Pod" } ? "deleted" : null,
        ActionVerb.Label when mark is not null => $"labelled `{mark.Key}={mark.Value}`",
        ActionVerb.Annotate when mark is not null => $"annotated with `{mark.Key}`",
        _ => null,
    };

    /// <summary>How objects of a kind are stopped.</summary>
    public static StopSort Sort(KindName kind) => (kind.Group, kind.Kind) switch
    {
        ("apps", "Deployment" or "StatefulSet" or "ReplicaSet") or ("", "ReplicationController") => StopSort.Replicas,
        ("batch", "Job" or "CronJob") => StopSort.Suspend,
        ("", "Pod") => StopSort.Evict,
        ("apps", "DaemonSet") => StopSort.Park,
        var (group, _) => Ownership.IsBuiltInGroup(group) ? StopSort.None : StopSort.Scale,
    };

    /// <summary>Why an action that fits the kind does not fit this very object, for people; null if it does.</summary>
    public static string? WhyUnfit(ActionVerb verb, KindName kind, KubeObject target)
    {
        if (kind is not { Group: "", Kind: "Pod" } || verb is not (ActionVerb.Stop or ActionVerb.Delete)) return null;
        if (target.Annotation("kubernetes.io/config.mirror").Exists) return "it is a static pod, which its node starts again";

        // a reference to something that starts no pods protects from nothing
        return OwnerClaim.Of(kind, target) is { } claim ? $"it belongs to a {claim.Kind.Kind}, which would start another" : null;
    }

    /// <param name="intent">what to do, and what goes on the object</param>
    /// <param name="fresh">the object as just read, with the replicas of its scale subresource where it is stopped by that</param>
    /// <returns>null where the action does not fit</returns>
    public static PlannedAction? Plan(ActionIntent intent, FreshObject fresh)
    {
        if (Outcome(intent.Verb, fresh.Kind, intent.Mark) is not { } outcome) return null;
        if (WhyUnfit(intent.Verb, fresh.Kind, fresh.Item) is not null) return null;
        var version = fresh.Item.ResourceVersion;
        return intent.Verb switch
        {
            ActionVerb.Stop => Stop(intent, fresh, outcome),
            ActionVerb.Delete => new PlannedAction(outcome, [new PlannedRequest.Delete()], version, "", StoredManifest.Of(fresh.Json)),
            _ => Marking(intent, fresh, outcome),
        };
    }

    private static PlannedAction? Stop(ActionIntent intent, FreshObject fresh, string outcome)
    {
        var spec = fresh.Item.Root["spec"];
        var version = fresh.Item.ResourceVersion;
        switch (Sort(fresh.Kind))
        {
            case StopSort.Replicas:
                var replicas = Number(spec["replicas"].Integer ?? 1);
                return new PlannedAction(
                    outcome,
                    [Patch(Annotations(intent, ActionAnnotations.PreviousReplicas, replicas), new JsonObject { ["replicas"] = 0 })], version, replicas);
            case StopSort.Suspend:
                var suspended = spec["suspend"].Bool == true ? "true" : "false";
                return new PlannedAction(
                    outcome,
                    [Patch(Annotations(intent, ActionAnnotations.PreviousSuspend, suspended), new JsonObject { ["suspend"] = true })], version, suspended);
            case StopSort.Park:
                var selector = fresh.JsonAt("spec", "template", "spec", "nodeSelector");
                return new PlannedAction(
                    outcome, [Patch(Annotations(intent, ActionAnnotations.PreviousNodeSelector, selector), Parking(intent.Id))], version, selector);
            case StopSort.Evict:
                return new PlannedAction(outcome, [new PlannedRequest.Evict()], version, "", StoredManifest.Of(fresh.Json));
            case StopSort.Scale when fresh.Replicas is { } scaled:
                // a write of the subresource drops annotations silently, so they go first, and the write rests on the version that they made
                var left = Annotations(intent, ActionAnnotations.PreviousReplicas, Number(scaled));
                if (fresh.Item.Root["metadata"]["generation"].Integer is { } generation)
                    left[ActionAnnotations.StoppedGeneration] = Number(scaled == 0 ? generation : generation + 1);
                return new PlannedAction(outcome, [Patch(left, null), new PlannedRequest.Scale(0)], version, Number(scaled));
            default:
                return null;
        }
    }

    private static PlannedAction? Marking(ActionIntent intent, FreshObject fresh, string outcome)
    {
        if (intent.Mark is not { } mark) return null;
        var isLabel = intent.Verb == ActionVerb.Label;
        var was = isLabel ? fresh.Item.Label(mark.Key) : fresh.Item.Annotation(mark.Key);
        var annotations = new JsonObject { [ActionAnnotations.IdOf(intent.Verb)] = intent.Id };
        var metadata = new JsonObject { ["annotations"] = annotations };
        if (isLabel) metadata["labels"] = new JsonObject { [mark.Key] = mark.Value };
        else annotations[mark.Key] = mark.Value;
        return new PlannedAction(
            outcome, [new PlannedRequest.Patch(new JsonObject { ["metadata"] = metadata })], fresh.Item.ResourceVersion,
            new MarkBefore(mark.Key, mark.Value, was.Exists ? was.ToString() : null).ToJson());
    }

    // One write holds the change and what is needed to undo it: neither can get lost.
    private static PlannedRequest.Patch Patch(JsonObject annotations, JsonObject? spec)
    {
        var patch = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = annotations } };
        if (spec is not null) patch["spec"] = spec;
        return new PlannedRequest.Patch(patch);
    }

    private static JsonObject Annotations(ActionIntent intent, string previousKey, string previous) => new()
    {
        [ActionAnnotations.ActionId] = intent.Id,
        [ActionAnnotations.Policy] = intent.Policy,
        [previousKey] = previous,
    };

    private static JsonObject Parking(string id) => new()
    {
        ["template"] = new JsonObject
        {
            ["spec"] = new JsonObject { ["nodeSelector"] = new JsonObject { [ActionAnnotations.Parked] = id } },
        },
    };

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
