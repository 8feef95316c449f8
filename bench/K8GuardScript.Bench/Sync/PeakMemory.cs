namespace K8GuardScript.Bench.Sync;

/// <summary>The highest marks of this process since it was made; Linux only for the working set.</summary>
internal sealed class PeakMemory
{
    private long managed;

    /// <summary>Forgets what was before.</summary>
    public PeakMemory()
    {
        Collect();
        File.WriteAllText("/proc/self/clear_refs", "5");
        ManagedBefore = managed = GC.GetTotalMemory(forceFullCollection: false);
        WorkingSetBefore = Status("VmRSS:");
    }

    public long ManagedBefore { get; }

    public long WorkingSetBefore { get; }

    public long Managed => managed;

    public long WorkingSet { get; private set; }

    /// <summary>To be called often.</summary>
    public void Look() => managed = Math.Max(managed, GC.GetTotalMemory(forceFullCollection: false));

    /// <summary>Notes the mark of the working set, which the system keeps.</summary>
    public void End() => WorkingSet = Status("VmHWM:");

    /// <summary>What is held when all garbage is gone.</summary>
    public static (long Managed, long WorkingSet) Held()
    {
        Collect();
        return (GC.GetTotalMemory(forceFullCollection: false), Status("VmRSS:"));
    }

    private static void Collect()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    private static long Status(string key)
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(key, StringComparison.Ordinal));
        return long.Parse(line[key.Length..].Replace(" kB", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture) << 10;
    }
}
