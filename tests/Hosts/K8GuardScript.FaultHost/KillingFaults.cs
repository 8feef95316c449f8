using System.Diagnostics;
using System.Globalization;
using K8GuardScript.Core.Guard;

namespace K8GuardScript.FaultHost;

/// <summary>Kills the process with SIGKILL when it reaches a fault point for the n-th time.</summary>
internal sealed class KillingFaults(FaultPoint? at, int nth) : IFaultPoints
{
    /// <summary>Where to die: <c>IntentStored:2</c>.</summary>
    public const string KillAt = "K8GUARD_TEST_KILL_AT";

    private readonly Lock gate = new();
    private int reached;

    public static KillingFaults FromEnvironment() => Environment.GetEnvironmentVariable(KillAt)?.Split(':') is [var point, var nth]
        ? new KillingFaults(Enum.Parse<FaultPoint>(point), int.Parse(nth, CultureInfo.InvariantCulture))
        : new KillingFaults(null, 0);

    public void Reach(FaultPoint point)
    {
        lock (gate)
        {
            if (point != at || ++reached != nth) return;

            // nobody else gets any further either: whoever reaches another point waits for the lock
            Process.GetCurrentProcess().Kill();
            new ManualResetEventSlim().Wait();
        }
    }
}
