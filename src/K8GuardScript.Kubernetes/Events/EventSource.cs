namespace K8GuardScript.Kubernetes.Events;

/// <summary>Who tells events.</summary>
/// <param name="Controller">a qualified name: <c>k8guard.io/k8guardscript</c></param>
/// <param name="Instance">which process, such as the name of its pod; at most 128 bytes, never empty</param>
internal sealed record EventSource(string Controller, string Instance);
