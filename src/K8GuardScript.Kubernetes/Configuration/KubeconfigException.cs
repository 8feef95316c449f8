namespace K8GuardScript.Kubernetes.Configuration;

/// <summary>
/// The way to the cluster can't be read. The message names the file (with line and column where there is one), what is
/// wrong and what to do; it never holds a token, a key or a password.
/// </summary>
internal sealed class KubeconfigException(string message) : Exception(message);
