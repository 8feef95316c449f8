using System.Diagnostics.Metrics;
using K8GuardScript.Metrics;

namespace K8GuardScript.Bench;

/// <summary>Hears of the work that the worker's own metrics tell: when objects were judged last, and how late their verdicts were stored.</summary>
internal sealed class WorkMeter : IDisposable
{
    private const string Judged = "k8guard_evaluation_duration_seconds";
    private const string Latency = "k8guard_verdict_latency_seconds";

    private readonly MeterListener listener = new();
    private readonly TimeProvider clock;
    private readonly Lock gate = new();
    private readonly List<double> latencies = [];
    private long lastActivity;
    private bool keeps;

    public WorkMeter(WorkerMeters meters, TimeProvider clock)
    {
        this.clock = clock;
        lastActivity = clock.GetTimestamp();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Name is Judged or Latency && meters.Owns(instrument.Meter)) listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Heard(instrument.Name, value));
        listener.Start();
    }

    /// <summary>When something was judged and recorded last, as a timestamp of the clock.</summary>
    public long LastActivity => Interlocked.Read(ref lastActivity);

    /// <summary>Starts to keep latencies.</summary>
    public void Keep()
    {
        lock (gate)
        {
            keeps = true;
            latencies.Clear();
        }
    }

    /// <summary>Ends it.</summary>
    /// <returns>all that were heard since, in seconds</returns>
    public IReadOnlyList<double> Kept()
    {
        lock (gate)
        {
            keeps = false;
            return [.. latencies];
        }
    }

    public void Dispose() => listener.Dispose();

    private void Heard(string instrument, double value)
    {
        Interlocked.Exchange(ref lastActivity, clock.GetTimestamp());
        if (instrument != Latency) return;
        lock (gate)
        {
            if (keeps) latencies.Add(value);
        }
    }
}
