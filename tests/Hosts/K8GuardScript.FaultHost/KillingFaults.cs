using System.Diagnostics;
using System.Globalization;
using K8GuardScript.Core.Guard;

namespace K8GuardScript.FaultHost;

/// <summary>Kills the process with SIGKILL when it reaches a fault point for the n-th time; notes in a file which ones it reached.</summary>
internal sealed class KillingFaults(FaultPoint? at, int nth, string? notes) : IFaultPoints
{
    /// <summary>Where to die: <c>IntentStored:2</c>.</summary>
    public const string KillAt = "K8GUARD_TEST_KILL_AT";

    /// <summary>The file for notes, one name a line.</summary>
    public const string Notes = "K8GUARD_TEST_FAULT_NOTES";

    private readonly Lock gate = new();
    private int reached;

    public static KillingFaults FromEnvironment()
    {
        var notes = Environment.GetEnvironmentVariable(Notes);
        return Environment.GetEnvironmentVariable(KillAt)?.Split(':') is [var point, var nth]
            ? new KillingFaults(Enum.Parse<FaultPoint>(point), int.Parse(nth, CultureInfo.InvariantCulture), notes)
            : new KillingFaults(null, 0, notes);
    }

    public void Reach(FaultPoint point)
    {
        lock (gate)
        {
            if (notes is not null) File.AppendAllText(notes, $"{point}\n");
            if (point != at || ++reached != nth) return;

            // nobody else gets any further either: whoever reaches another point waits for the lock
            Process.GetCurrentProcess().Kill();
            new ManualResetEventSlim().Wait();
        }
    }
}
