using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Actions.Planning;

/// <summary>What an action leaves on the object that it changes.</summary>
internal static class ActionAnnotations
{
    /// <summary>Which action set the present state: an unknown outcome is looked up by it.</summary>
    public const string ActionId = "k8guard.io/action-id";

    /// <summary>The policy that led to it.</summary>
    public const string Policy = "k8guard.io/policy";

    /// <summary>How many replicas there were.</summary>
    public const string PreviousReplicas = "k8guard.io/previous-replicas";

    /// <summary>
    /// The generation that an object gets by being scaled through its scale subresource. Where its replicas stand nobody but the server knows,
    /// so that this tells whether it still is as it was left.
    /// </summary>
    public const string StoppedGeneration = "k8guard.io/stopped-generation";

    /// <summary>Whether a Job or CronJob was suspended.</summary>
    public const string PreviousSuspend = "k8guard.io/previous-suspend";

    /// <summary>The node selector that a DaemonSet had, as JSON.</summary>
    public const string PreviousNodeSelector = "k8guard.io/previous-node-selector";

    /// <summary>The label that the node selector of a parked DaemonSet asks for, with the id of the action as its value: no node has it.</summary>
    public const string Parked = "k8guard.io/parked";

    /// <summary>Which action put on a label.</summary>
    public const string LabelId = "k8guard.io/label-action-id";

    /// <summary>Which action put on an annotation.</summary>
    public const string AnnotationId = "k8guard.io/annotation-action-id";

    /// <summary>Every annotation that an action of a sort leaves, its id first: what an undo takes off again.</summary>
    public static IReadOnlyList<string> LeftBy(ActionVerb verb) => verb switch
    {
        ActionVerb.Label => [LabelId],
        ActionVerb.Annotate => [AnnotationId],
        _ => [ActionId, Policy, PreviousReplicas, StoppedGeneration, PreviousSuspend, PreviousNodeSelector],
    };

    /// <summary>
    /// The annotation with the id of an action of a sort. A label and a stop do not replace each other, so each has its own.
    /// </summary>
    public static string IdOf(ActionVerb verb) => LeftBy(verb)[0];
}
