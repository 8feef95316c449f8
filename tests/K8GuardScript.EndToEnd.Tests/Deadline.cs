namespace K8GuardScript.EndToEnd.Tests;

/// <summary>How long a test waits for something to happen before it fails: long, as nothing is measured by it.</summary>
internal static class Deadline
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(90);

    public static CancellationToken Token() => new CancellationTokenSource(Long, TimeProvider.System).Token;
}
