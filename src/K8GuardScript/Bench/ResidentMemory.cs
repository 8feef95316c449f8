namespace K8GuardScript.Bench;

/// <summary>What this process takes of the machine's memory.</summary>
/// <param name="ResidentMegabytes">as the system counts it, its own code included</param>
/// <param name="HeapMegabytes">of that, the objects of the runtime, garbage included</param>
internal sealed record ResidentMemory(double ResidentMegabytes, double HeapMegabytes)
{
    public static ResidentMemory Now() => new(Environment.WorkingSet / 1e6, GC.GetTotalMemory(forceFullCollection: false) / 1e6);
}
