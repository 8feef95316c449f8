namespace K8GuardScript.Kubernetes.Configuration;

/// <summary>No credentials can be had just now; the message is for people and holds no secret.</summary>
internal sealed class CredentialException(string message) : Exception(message);
