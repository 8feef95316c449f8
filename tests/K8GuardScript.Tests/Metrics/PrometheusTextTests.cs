using System.Diagnostics.Metrics;
using System.Globalization;
using K8GuardScript.Metrics;

namespace K8GuardScript.Tests.Metrics;

public sealed class PrometheusTextTests : IDisposable
{
    private readonly Meter meter;
    private readonly PrometheusScrape scrape;

    public PrometheusTextTests()
    {
        // meters are known to the whole process by their names
        var name = $"test-{Guid.NewGuid():N}";
        meter = new Meter(name);
        scrape = new PrometheusScrape(_ => true, name);
    }

    public void Dispose()
    {
        scrape.Dispose();
        meter.Dispose();
    }

    [Fact]
    public void A_family_is_one_block_of_help_type_and_samples()
    {
        var counter = meter.CreateCounter<long>("a_total", description: "what a is");
        counter.Add(2, new KeyValuePair<string, object?>("x", "1"));
        counter.Add(1, new KeyValuePair<string, object?>("x", "2"));
        counter.Add(1, new KeyValuePair<string, object?>("x", "1"));
        meter.CreateObservableGauge("b", () => 1.5, description: "what b is");

        Assert.Equal(
            """
            # HELP a_total what a is
            # TYPE a_total counter
            a_total{x="1"} 3
            a_total{x="2"} 1
            # HELP b what b is
            # TYPE b gauge
            b 1.5

            """,
            scrape.Collect());
    }

    [Fact]
    public void Label_values_and_help_are_escaped()
    {
        meter.CreateObservableGauge(
            "a", () => new Measurement<int>(1, new KeyValuePair<string, object?>("x", "q\" b\\ l\n é")), description: "b\\ l\n q\"");

        Assert.Equal("# HELP a b\\\\ l\\n q\"\n# TYPE a gauge\na{x=\"q\\\" b\\\\ l\\n é\"} 1\n", scrape.Collect());
    }

    [Fact]
    public void Numbers_are_written_for_machines()
    {
        meter.CreateObservableGauge("a", () => new[] { 1234567.5, double.PositiveInfinity, double.NegativeInfinity, double.NaN, 1e-9 }
            .Select((value, i) => new Measurement<double>(value, new KeyValuePair<string, object?>("i", i))));
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("de-DE") { NumberFormat = { NumberDecimalSeparator = ",", NaNSymbol = "keine Zahl" } };
        try
        {
            var samples = Samples(scrape.Collect(), "a{");
            Assert.Equal(["1234567.5", "+Inf", "-Inf", "NaN", "1E-09"], samples);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_histogram_is_cumulative_and_its_last_bucket_is_everything()
    {
        var histogram = meter.CreateHistogram(
            "h_seconds", unit: "s", description: "times", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        foreach (var time in new[] { 0.05, 0.1, 0.5, 7 }) histogram.Record(time, new KeyValuePair<string, object?>("verb", "get"));

        Assert.Equal(
            """
            # HELP h_seconds times
            # TYPE h_seconds histogram
            h_seconds_bucket{verb="get",le="0.1"} 2
            h_seconds_bucket{verb="get",le="1"} 3
            h_seconds_bucket{verb="get",le="+Inf"} 4
            h_seconds_sum{verb="get"} 7.65
            h_seconds_count{verb="get"} 4

            """,
            scrape.Collect());
    }

    [Fact]
    public void Every_label_has_a_name_that_prometheus_takes_even_when_there_are_too_many_series()
    {
        // beyond its limit OpenTelemetry sums what is left under a label `otel.metric.overflow`
        meter.CreateObservableGauge(
            "a", () => Enumerable.Range(0, 3_000).Select(i => new Measurement<int>(1, new KeyValuePair<string, object?>("i", i))));

        var lines = scrape.Collect().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').ToList();

        Assert.All(lines, line => Assert.Matches("^a(\\{[a-zA-Z_][a-zA-Z0-9_]*=\"[^\"]*\"\\})? [0-9]+$", line));
    }

    [Fact]
    public void A_second_scrape_tells_the_same_again()
    {
        meter.CreateCounter<long>("a_total").Add(5);

        Assert.Equal(scrape.Collect(), scrape.Collect());
    }

    [Fact]
    public void A_series_that_is_no_more_is_not_told_as_it_was()
    {
        var kinds = new Queue<string[]>([["pod", "job"], ["pod"]]);
        meter.CreateObservableGauge(
            "a", () => kinds.Dequeue().Select(kind => new Measurement<int>(7, new KeyValuePair<string, object?>("kind", kind))));
        scrape.Collect();

        var second = scrape.Collect();

        Assert.Contains("a{kind=\"pod\"} 7", second, StringComparison.Ordinal);
        Assert.DoesNotContain("job", second, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Samples(string text, string start) =>
        text.Split('\n').Where(line => line.StartsWith(start, StringComparison.Ordinal)).Select(line => line[(line.LastIndexOf(' ') + 1)..]);
}
