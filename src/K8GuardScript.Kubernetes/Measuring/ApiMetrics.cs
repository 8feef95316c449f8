using System.Diagnostics.Metrics;

namespace K8GuardScript.Kubernetes.Measuring;

/// <summary>
/// All metrics of the client. Labels come from closed sets: verbs, kinds that policies name, HTTP codes and named failures.
/// </summary>
internal sealed class ApiMetrics(Meter meter)
{
    /// <summary>The name that the meter should have.</summary>
    public const string MeterName = "K8GuardScript.Kubernetes";

    private readonly Histogram<double> requests = meter.CreateHistogram(
        "k8guard_api_request_duration_seconds", "s", "how long calls to the Kubernetes API took, a watch until it was open", tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] });

    private readonly Counter<long> restarts = meter.CreateCounter<long>(
        "k8guard_watch_restarts_total", null, "watches that ended, by kind and reason");

    private readonly Counter<long> relists = meter.CreateCounter<long>(
        "k8guard_relists_total", null, "full lists of a kind that were begun, the first one included");

    private readonly Counter<long> decodeErrors = meter.CreateCounter<long>(
        "k8guard_decode_errors_total", null, "answers of the API that could not be read, by kind and what was wrong; each led to a new list and lost nothing");

    private readonly Counter<long> divergences = meter.CreateCounter<long>(
        "k8guard_watch_divergences_total", null, "objects that were not known as the server had them when all were compared; always 0");

    private readonly Counter<long> repeats = meter.CreateCounter<long>(
        "k8guard_watch_repeats_total", null, "events of watches that were dropped because a later one had come before");

    /// <param name="verb">see <see cref="Transport.ApiCall.Verb"/></param>
    /// <param name="kind">may be empty</param>
    /// <param name="result">HTTP code or named failure</param>
    /// <param name="took">monotonic</param>
    public void Call(string verb, string kind, string result, TimeSpan took) =>
        requests.Record(took.TotalSeconds, new("verb", verb), new("kind", kind), new("result", result));

    /// <param name="kind">the kind that was watched</param>
    /// <param name="reason">from a closed set</param>
    public void WatchEnded(string kind, string reason) => restarts.Add(1, new("kind", kind), new("reason", reason));

    /// <param name="kind">the kind that is listed</param>
    public void ListBegun(string kind) => relists.Add(1, new KeyValuePair<string, object?>("kind", kind));

    /// <param name="kind">the kind whose answer could not be read</param>
    /// <param name="reason">from a closed set</param>
    public void DecodeFailed(string kind, string reason) => decodeErrors.Add(1, new("kind", kind), new("reason", reason));

    /// <summary>A comparison came through; nought makes the series appear.</summary>
    /// <param name="kind">the kind that was compared</param>
    /// <param name="objects">how many differed</param>
    public void Compared(string kind, int objects) => divergences.Add(objects, new KeyValuePair<string, object?>("kind", kind));

    /// <param name="kind">the kind that was watched</param>
    public void RepeatDropped(string kind) => repeats.Add(1, new KeyValuePair<string, object?>("kind", kind));
}
