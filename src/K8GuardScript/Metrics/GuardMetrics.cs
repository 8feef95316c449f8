using System.Diagnostics.Metrics;
using System.Reflection;
using K8GuardScript.Core.Notify;

namespace K8GuardScript.Metrics;

/// <summary>Every metric of the worker: names with their units, help, and labels from closed sets. Objects are never labels.</summary>
internal sealed class GuardMetrics : INotifyMeter, IDisposable
{
    /// <summary>The meter that the exporter reads.</summary>
    public const string MeterName = "K8GuardScript";

    private readonly Meter meter;
    private readonly Counter<long> warnings;
    private readonly Counter<long> actions;
    private readonly Counter<long> evaluations;
    private readonly Histogram<double> evaluationTime;
    private readonly Histogram<double> verdictLatency;
    private readonly Counter<long> reloads;
    private readonly Counter<double> evaluationTimeByPolicy;

    public GuardMetrics(WorkerMeters meters, GuardGauges gauges, RailGauges rails, ExemptionGauges exemptions)
    {
        meter = meters.Create(MeterName);
        warnings = meter.CreateCounter<long>("k8guard_warnings_total", description: "messages with warnings, by channel and result");
        actions = meter.CreateCounter<long>("k8guard_actions_total", description: "actions that were due, by action and result");
        evaluations = meter.CreateCounter<long>("k8guard_evaluations_total", description: "policies evaluated on objects, by policy and result");
        reloads = meter.CreateCounter<long>("k8guard_policy_loads_total", description: "loads of policies and settings, by result");
        evaluationTimeByPolicy = meter.CreateCounter<double>(
            "k8guard_policy_evaluation_seconds_total", description: "time that rules ran for, by policy");
        evaluationTime = meter.CreateHistogram(
            "k8guard_evaluation_duration_seconds", description: "time for one object, all policies, averaged over those judged together",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 0.1, 0.3, 1] });
        verdictLatency = meter.CreateHistogram(
            "k8guard_verdict_latency_seconds", description: "time from a change of an object to its verdicts being stored",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [1e-3, 2.5e-3, 5e-3, 1e-2, 2.5e-2, 5e-2, 0.1, 0.25, 0.5, 1, 5, 30] });

        meter.CreateObservableGauge(
            "k8guard_violations", gauges.Violations, description: "objects and places that violate now, by policy, severity and kind");
        meter.CreateObservableGauge(
            "k8guard_namespace_violations", gauges.NamespaceViolations, description: "violations now, by namespace and severity");
        meter.CreateObservableGauge("k8guard_episodes", gauges.Episodes, description: "recorded violations, by state");
        meter.CreateObservableGauge("k8guard_exemptions", exemptions.Exemptions, description: "exemptions and snoozes, by state");
        meter.CreateObservableGauge("k8guard_policies", gauges.Policies, description: "policies, by state");
        meter.CreateObservableGauge(
            "k8guard_policy_active", gauges.PolicyActive, description: "1 for a policy that is in force as the folder has it, else 0");
        meter.CreateObservableGauge("k8guard_policy_rules", gauges.PolicyRules, description: "rules of the version in force, by policy");
        meter.CreateObservableGauge(
            "k8guard_policy_loaded_timestamp_seconds", gauges.PolicyLoadedAt, description: "when the version in force was loaded, by policy");
        meter.CreateObservableGauge(
            "k8guard_policy_compile_seconds", gauges.PolicyCompileTime, description: "what compiling the latest version took, by policy");
        meter.CreateObservableGauge("k8guard_objects", gauges.Objects, description: "watched objects, by kind");
        meter.CreateObservableGauge("k8guard_kind_synced", gauges.KindsSynced, description: "1 for a kind that is listed and watched, else 0");
        meter.CreateObservableGauge("k8guard_queue_depth", gauges.QueueDepth, description: "objects that wait for evaluation, by lane");
        meter.CreateObservableGauge(
            "k8guard_queue_age_seconds", gauges.QueueAge, description: "how long the object has waited whose turn is next, by lane");
        meter.CreateObservableGauge("k8guard_paused", rails.Paused, description: "1 while actions are paused, else 0");
        meter.CreateObservableGauge(
            "k8guard_breaker_tripped", rails.BreakerTripped, description: "1 for a policy that only warns as its breaker tripped, else 0");
        meter.CreateObservableGauge("k8guard_outbox_messages", gauges.OutboxMessages, description: "messages that wait to be sent, by channel");
        meter.CreateObservableGauge(
            "k8guard_outbox_oldest_seconds", gauges.OutboxOldest, description: "how long the oldest message has waited, by channel; 0 if none waits");
        meter.CreateObservableGauge("k8guard_leader", gauges.Leader, description: "1 while this process may act, as it holds the lease, else 0");
        meter.CreateObservableCounter(
            "k8guard_leader_transitions_total", gauges.LeaderTransitions, description: "how often this process came to lead or ceased to");
        meter.CreateObservableGauge(
            "k8guard_clock_trouble", gauges.ClockTrouble, description: "1 while the time can't be trusted, so that nothing is told or done, else 0");
        meter.CreateObservableGauge(
            "k8guard_ledger_set_aside", gauges.LedgerSetAside,
            description: "1 while nothing is acted on as the ledger was damaged and set aside, until a person resumes");
        meter.CreateObservableGauge(
            "k8guard_ledger_trouble", gauges.LedgerTrouble, description: "1 while the ledger can't be written: nothing is counted, told or acted on");
        meter.CreateObservableGauge("k8guard_build_info", BuildInfo, description: "always 1; labels tell the version");
    }

    /// <summary>The program's version, as <c>0.1.0</c>.</summary>
    public static string Version { get; } =
        (typeof(GuardMetrics).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+')[0];

    /// <inheritdoc />
    public void Sent(string channel, bool accepted) =>
        warnings.Add(1, new("channel", channel), new("result", accepted ? "accepted" : "failed"));

    /// <inheritdoc />
    public void GaveUp(string channel) => warnings.Add(1, new("channel", channel), new("result", "dead-letter"));

    public void Acted(string action, string result) => actions.Add(1, new("action", action), new("result", result));

    public void Evaluated(string policy, string result, int count) => evaluations.Add(count, new("policy", policy), new("result", result));

    public void EvaluationTook(TimeSpan time) => evaluationTime.Record(time.TotalSeconds);

    public void VerdictStored(TimeSpan latency) => verdictLatency.Record(latency.TotalSeconds);

    public void PolicyTook(string policy, TimeSpan time) =>
        evaluationTimeByPolicy.Add(time.TotalSeconds, new KeyValuePair<string, object?>("policy", policy));

    public void Loaded(string result) => reloads.Add(1, new KeyValuePair<string, object?>("result", result));

    public void Dispose() => meter.Dispose();

    private static Measurement<int> BuildInfo() => new(1, new KeyValuePair<string, object?>("version", Version));
}
