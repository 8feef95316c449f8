using System.Diagnostics.Metrics;

namespace K8GuardScript.Kubernetes.Tests.Doubles;

/// <summary>Counts what a meter measures, as <c>name{label=value}</c>.</summary>
internal sealed class MetricTally : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly Dictionary<string, long> counts = [];
    private readonly Lock gate = new();

    public MetricTally()
    {
        this.listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == Meter) listener.EnableMeasurementEvents(instrument);
        };
        this.listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, tags, value));
        this.listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Add(instrument, tags, 1));
        this.listener.Start();
    }

    public Meter Meter { get; } = new("K8GuardScript.Kubernetes");

    public long this[string series]
    {
        get
        {
            lock (gate) return counts.GetValueOrDefault(series);
        }
    }

    /// <summary>Lets gauges be measured once.</summary>
    public void Observe() => this.listener.RecordObservableInstruments();

    public void Dispose()
    {
        this.listener.Dispose();
        Meter.Dispose();
    }

    private void Add(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags, long value)
    {
        var labels = string.Join(",", tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
        lock (gate) counts[$"{instrument.Name}{{{labels}}}"] = counts.GetValueOrDefault($"{instrument.Name}{{{labels}}}") + value;
    }
}
