namespace K8GuardScript.Kubernetes.Transport;

/// <summary>Whether the cluster can be reached and lets us in.</summary>
/// <param name="IsReached">an API server said its version</param>
/// <param name="Version">such as <c>v1.36.2</c>; empty when not reached</param>
/// <param name="Message">for people: where, and what is wrong; without secrets</param>
internal sealed record VersionOutcome(bool IsReached, string Version, string Message);
