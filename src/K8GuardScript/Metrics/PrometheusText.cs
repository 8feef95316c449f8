using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace K8GuardScript.Metrics;

/// <summary>Writes metrics in Prometheus' text format 0.0.4.</summary>
/// <remarks>
/// Source: prometheus.io, exposition formats. HELP escapes only backslash and line feed; label values also the quote. Each family is
/// one block, lines end with a line feed, numbers are written invariantly with +Inf, -Inf and NaN.
/// </remarks>
internal sealed class PrometheusText
{
    /// <summary>The content type of this format.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder text = new();

    /// <summary>Adds one family. Names are taken as the instruments have them.</summary>
    public void Add(Metric metric)
    {
        var (type, isHistogram) = metric.MetricType switch
        {
            MetricType.LongSum or MetricType.DoubleSum => ("counter", false),
            MetricType.Histogram => ("histogram", true),
            _ => ("gauge", false),
        };
        text.Append("# HELP ").Append(metric.Name).Append(' ').Append(EscapeHelp(metric.Description)).Append('\n');
        text.Append("# TYPE ").Append(metric.Name).Append(' ').Append(type).Append('\n');
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            if (isHistogram) AddHistogram(metric.Name, point);
            else AddSample(metric.Name, Labels(point.Tags), ValueOf(metric.MetricType, point));
        }
    }

    /// <inheritdoc />
    public override string ToString() => text.ToString();

    private static string ValueOf(MetricType type, in MetricPoint point) => type switch
    {
        MetricType.LongSum or MetricType.LongSumNonMonotonic => Number(point.GetSumLong()),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => Number(point.GetSumDouble()),
        MetricType.LongGauge => Number(point.GetGaugeLastValueLong()),
        _ => Number(point.GetGaugeLastValueDouble()),
    };

    private void AddHistogram(string name, in MetricPoint point)
    {
        var labels = Labels(point.Tags);
        long cumulative = 0;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            cumulative += bucket.BucketCount;
            var bound = $"le=\"{Number(bucket.ExplicitBound)}\"";
            AddSample($"{name}_bucket", labels.Length == 0 ? bound : $"{labels},{bound}", Number(cumulative));
        }

        AddSample($"{name}_sum", labels, Number(point.GetHistogramSum()));
        AddSample($"{name}_count", labels, Number(point.GetHistogramCount()));
    }

    private void AddSample(string name, string labels, string value)
    {
        text.Append(name);
        if (labels.Length > 0) text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(value).Append('\n');
    }

    private static string Labels(ReadOnlyTagCollection tags)
    {
        var labels = new StringBuilder();
        foreach (var (key, value) in tags)
        {
            if (labels.Length > 0) labels.Append(',');
            labels.Append(LabelName(key)).Append("=\"").Append(EscapeLabel(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")).Append('"');
        }

        return labels.ToString();
    }

    // the instruments' own names are fine; what OpenTelemetry adds has dots, as in `otel.metric.overflow`
    private static string LabelName(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string EscapeHelp(string help) =>
        help.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);

    private static string EscapeLabel(string value) => EscapeHelp(value).Replace("\"", "\\\"", StringComparison.Ordinal);
}
