namespace K8GuardScript.Kubernetes.Tests.Doubles;

/// <summary>When a test that waits for something is stuck and fails; nothing is measured by it.</summary>
internal static class Patience
{
    public static readonly TimeSpan Long = TimeSpan.FromSeconds(30);
}
