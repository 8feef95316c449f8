namespace K8GuardScript.Kubernetes.Events;

/// <summary>Something that people who look at an object should see. What is too long is cut, so that the server takes it.</summary>
internal sealed record ClusterEvent
{
    /// <summary>The object.</summary>
    public required ObjectReference Regarding { get; init; }

    /// <summary>What was done: <c>Scale</c>; CamelCase, at most 128 bytes.</summary>
    public required string Action { get; init; }

    /// <summary>Why: <c>PolicyViolated</c>; CamelCase, at most 128 bytes.</summary>
    public required string Reason { get; init; }

    /// <summary>In words, at most 1024 bytes.</summary>
    public required string Note { get; init; }

    /// <summary>Type <c>Warning</c>, else <c>Normal</c>.</summary>
    public bool IsWarning { get; init; }
}
