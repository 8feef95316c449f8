using System.Diagnostics.Metrics;
using K8GuardScript.Kubernetes.Configuration;

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

    private readonly UpDownCounter<long> inFlight = meter.CreateUpDownCounter<long>(
        "k8guard_api_requests_in_flight", null, "requests to the Kubernetes API that are under way, open watches included, by verb");

    private readonly Histogram<double> waits = meter.CreateHistogram(
        "k8guard_api_rate_limit_wait_seconds", "s", "how long calls were held back by the client's own rate; others are left out", tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30] });

    private readonly Counter<long> retries = meter.CreateCounter<long>(
        "k8guard_api_retries_total", null, "calls that were sent again, by verb and reason: busy, failing, unauthorized");

    private readonly Counter<long> reconnects = meter.CreateCounter<long>(
        "k8guard_api_reconnects_total", null, "new connections because certificates changed, by what changed: authority, client");

    /// <summary>Shows what is to be known of the way to the cluster itself.</summary>
    public void Observe(ClusterEndpoint endpoint)
    {
        meter.CreateObservableGauge<long>(
            "k8guard_api_tls_unverified",
            () => endpoint.Tls.SkipVerification ? 1 : 0,
            description: "1 when the server's certificate is not verified (insecure-skip-tls-verify), else 0");
        meter.CreateObservableCounter<long>(
            "k8guard_api_credential_renewals_total",
            () =>
            [
                new(endpoint.Credentials.Tally.Renewed, new KeyValuePair<string, object?>("result", "done")),
                new(endpoint.Credentials.Tally.Failed, new KeyValuePair<string, object?>("result", "failed")),
            ],
            description: "credentials that were got from a file or a plugin, the first included, and tries that brought none");
    }

    /// <param name="verb">of the call that is sent</param>
    public void Begun(string verb) => inFlight.Add(1, new KeyValuePair<string, object?>("verb", verb));

    /// <param name="verb">of the call that is over</param>
    public void Ended(string verb) => inFlight.Add(-1, new KeyValuePair<string, object?>("verb", verb));

    /// <param name="verb">of the call that is held back</param>
    /// <param name="wait">how long</param>
    public void Waited(string verb, TimeSpan wait) => waits.Record(wait.TotalSeconds, new KeyValuePair<string, object?>("verb", verb));

    /// <param name="verb">of the call</param>
    /// <param name="reason">from a closed set</param>
    public void Retried(string verb, string reason) => retries.Add(1, new("verb", verb), new("reason", reason));

    /// <param name="changed">from a closed set</param>
    public void Reconnected(string changed) => reconnects.Add(1, new KeyValuePair<string, object?>("changed", changed));

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
