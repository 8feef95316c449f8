namespace K8GuardScript.Core.Actions;

/// <summary>What an action leaves on the object that it changes.</summary>
internal static class ActionAnnotations
{
    /// <summary>Which action set the present state: an unknown outcome is looked up by it.</summary>
    public const string ActionId = "k8guard.io/action-id";

    /// <summary>The policy that led to it.</summary>
    public const string Policy = "k8guard.io/policy";

    /// <summary>How many replicas there were.</summary>
    public const string PreviousReplicas = "k8guard.io/previous-replicas";
}
