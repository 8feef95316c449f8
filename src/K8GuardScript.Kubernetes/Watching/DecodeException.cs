namespace K8GuardScript.Kubernetes.Watching;

/// <summary>What the server sent can't be read. The message names the fault and quotes nothing of what was sent.</summary>
internal sealed class DecodeException(string message) : Exception(message);
