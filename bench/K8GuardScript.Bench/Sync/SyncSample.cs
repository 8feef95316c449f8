using System.Globalization;

namespace K8GuardScript.Bench.Sync;

/// <param name="Wall">until the list was complete</param>
/// <param name="Cpu">of all threads of this process</param>
/// <param name="Managed">highest mark of the heap, garbage included, beside what is held in the end</param>
/// <param name="WorkingSet">likewise of the process</param>
/// <param name="Held">what is held in the end and was not before</param>
internal sealed record SyncSample(TimeSpan Wall, TimeSpan Cpu, long Managed, long WorkingSet, long Held)
{
    public static string Median(IReadOnlyCollection<SyncSample> samples, long bytes) => string.Create(
        CultureInfo.InvariantCulture,
        $"{bytes / 1e6 / Middle(samples, sample => sample.Wall.TotalSeconds),9:0.0} {bytes / 1e6 / Middle(samples, sample => sample.Cpu.TotalSeconds),9:0.0} "
        + $"{Middle(samples, sample => sample.Managed) / 1e6,16:0.0} {Middle(samples, sample => sample.WorkingSet) / 1e6,20:0.0} "
        + $"{Middle(samples, sample => sample.Held) / 1e6,10:0.0}");

    private static double Middle(IReadOnlyCollection<SyncSample> samples, Func<SyncSample, double> of) =>
        samples.Select(of).Order().ElementAt(samples.Count / 2);
}
