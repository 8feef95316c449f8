using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;

namespace K8GuardScript.Metrics;

/// <summary>
/// Makes the meters of one worker, and knows them again. A process may hold more than one worker, as tests do, and meters that
/// are equal in name and tags would share their series and end together. The tag is not exported.
/// </summary>
internal sealed class WorkerMeters
{
    private const string Tag = "worker";
    private readonly string id = Guid.NewGuid().ToString("N");

    public Meter Create(string name) => new(new MeterOptions(name) { Tags = [new KeyValuePair<string, object?>(Tag, id)] });

    /// <summary>Whether a meter is one of this worker's.</summary>
    public bool Owns(Meter meter) => meter.Tags?.Any(tag => tag.Key == Tag && tag.Value is string value && value == id) == true;

    /// <summary>Whether a metric comes from one of this worker's meters.</summary>
    public bool Owns(Metric metric) => metric.MeterTags?.Any(tag => tag.Key == Tag && tag.Value is string value && value == id) == true;
}
