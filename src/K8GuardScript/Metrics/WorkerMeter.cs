using System.Diagnostics.Metrics;

namespace K8GuardScript.Metrics;

/// <summary>
/// Makes a meter that is one worker's own. Meters that are equal in name and tags share their series and end together, and a
/// process may hold more than one worker, as tests do. The tag is not exported.
/// </summary>
internal static class WorkerMeter
{
    public static Meter Create(string name) =>
        new(new MeterOptions(name) { Tags = [new KeyValuePair<string, object?>("worker", Guid.NewGuid().ToString("N"))] });
}
