using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace K8GuardScript.Metrics;

/// <summary>Collects the worker's meters when somebody scrapes, one scrape at a time.</summary>
internal sealed class PrometheusScrape : IDisposable
{
    private readonly Lock gate = new();
    private readonly TextExporter exporter;
    private readonly BaseExportingMetricReader reader;
    private readonly MeterProvider provider;

    /// <param name="owns">which of their metrics to tell</param>
    /// <param name="meters">names of the meters to read</param>
    public PrometheusScrape(Func<Metric, bool> owns, params string[] meters)
    {
        exporter = new TextExporter(owns);
        reader = new BaseExportingMetricReader(exporter) { TemporalityPreference = MetricReaderTemporalityPreference.Cumulative };
        provider = OpenTelemetry.Sdk.CreateMeterProviderBuilder().AddMeter(meters).AddReader(reader).Build();
    }

    /// <summary>Everything as it is now, in Prometheus' text format.</summary>
    /// <exception cref="InvalidOperationException">it could not be collected; an older answer would only mislead</exception>
    public string Collect()
    {
        lock (gate)
        {
            exporter.Text = null;
            reader.Collect();
            return exporter.Text ?? throw new InvalidOperationException("the metrics could not be collected", exporter.Fault);
        }
    }

    public void Dispose()
    {
        provider.Dispose();
        reader.Dispose();
        exporter.Dispose();
    }

    private sealed class TextExporter(Func<Metric, bool> owns) : BaseExporter<Metric>
    {
        public string? Text { get; set; }

        public Exception? Fault { get; private set; }

        public override ExportResult Export(in Batch<Metric> batch)
        {
            try
            {
                var text = new PrometheusText();
                foreach (var metric in batch)
                {
                    if (owns(metric)) text.Add(metric);
                }

                Text = text.ToString();
                return ExportResult.Success;
            }
            catch (Exception fault)
            {
                // whoever scrapes is told; the library would only note it in its own trace
                Fault = fault;
                return ExportResult.Failure;
            }
        }
    }
}
