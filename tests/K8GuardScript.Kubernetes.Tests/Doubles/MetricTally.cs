using System.Diagnostics.Metrics;

namespace K8GuardScript.Kubernetes.Tests.Doubles;

/// <summary>Counts what a meter measures, as <c>name{label=value}</c>.</summary>
internal sealed class MetricTally : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, long> _counts = [];
    private readonly Lock _gate = new();

    public MetricTally()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == Meter) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, tags, value));
        _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Add(instrument, tags, 1));
        _listener.Start();
    }

    public Meter Meter { get; } = new("K8GuardScript.Kubernetes");

    public long this[string series]
    {
        get
        {
            lock (_gate) return _counts.GetValueOrDefault(series);
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        Meter.Dispose();
    }

    private void Add(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags, long value)
    {
        var labels = string.Join(",", tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
        lock (_gate) _counts[$"{instrument.Name}{{{labels}}}"] = _counts.GetValueOrDefault($"{instrument.Name}{{{labels}}}") + value;
    }
}
