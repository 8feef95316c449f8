using System.Diagnostics.Metrics;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Guard;
using K8GuardScript.Core.Guard.Clocks;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Watch;
using K8GuardScript.Scripts;

namespace K8GuardScript.Metrics;

/// <summary>Reads what is so now, at each scrape.</summary>
internal sealed class GuardGauges(
    Ledger ledger, ObjectStore store, ChangeQueue queue, PolicyShelf shelf, OutboxBacklog backlog, ILeadership leadership, IClockHealth clock)
{
    // More namespaces than this share one series, so that a cluster's growth can't flood the monitoring. With four severities each
    // that stays below the 2,000 series of a family after which OpenTelemetry merges them blindly.
    private const int MostNamespaces = 400;
    private const int MostPolicies = 500;

    public IEnumerable<Measurement<int>> Violations() => ledger.ViolationsByPolicy()
        .Select(pair => Measure(
            pair.Value, ("policy", pair.Key.Policy), ("severity", Lower(pair.Key.Severity)), ("kind", pair.Key.Kind)));

    public IEnumerable<Measurement<int>> NamespaceViolations()
    {
        var counts = ledger.ViolationsByNamespace().Where(pair => pair.Key.Namespace.Length > 0).ToList();
        var named = counts.GroupBy(pair => pair.Key.Namespace, pair => pair.Value).OrderByDescending(group => group.Sum())
            .Take(MostNamespaces).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        return counts
            .GroupBy(pair => (Namespace: named.Contains(pair.Key.Namespace) ? pair.Key.Namespace : "_other", pair.Key.Severity), pair => pair.Value)
            .Select(group => Measure(group.Sum(), ("resource_namespace", group.Key.Namespace), ("severity", Lower(group.Key.Severity))));
    }

    public IEnumerable<Measurement<int>> Episodes()
    {
        var counts = ledger.CountStates().ToLookup(count => count.State, count => count.Count);
        return Enum.GetValues<EpisodeState>().Select(state => Measure(counts[state].Sum(), ("state", state.Word())));
    }

    /// <summary>1 while nothing is acted on as a damaged ledger was set aside.</summary>
    public int LedgerSetAside() => ledger.SafeBecause is null ? 0 : 1;

    /// <summary>1 while the ledger can't be written.</summary>
    public int LedgerTrouble() => ledger.Trouble is null ? 0 : 1;

    public IEnumerable<Measurement<int>> Policies()
    {
        var counts = shelf.All().GroupBy(entry => entry.Shown).ToDictionary(group => group.Key, group => group.Count());
        return Enum.GetValues<ShelfState>().Select(state => Measure(counts.GetValueOrDefault(state), ("state", state.Word())));
    }

    /// <summary>1 for each policy in the version of the folder that is in force, else 0.</summary>
    public IEnumerable<Measurement<int>> PolicyActive() =>
        Loaded().Select(entry => Measure(entry.State == ShelfState.Active ? 1 : 0, ("policy", entry.Id!)));

    public IEnumerable<Measurement<int>> PolicyRules() =>
        Loaded().Select(entry => Measure(entry.Policy!.Definition.Rules.Count, ("policy", entry.Id!)));

    public IEnumerable<Measurement<double>> PolicyLoadedAt() =>
        Loaded().Select(entry => MeasureReal((entry.LoadedAt ?? default).ToUnixTimeMilliseconds() / 1000.0, ("policy", entry.Id!)));

    public IEnumerable<Measurement<double>> PolicyCompileTime() =>
        Loaded().Select(entry => MeasureReal(entry.CompileTime.TotalSeconds, ("policy", entry.Id!)));

    public IEnumerable<Measurement<int>> Objects() =>
        store.States().Keys.Select(kind => Measure(store.Count(kind), ("kind", kind.Kind), ("group", kind.Group)));

    public IEnumerable<Measurement<int>> KindsSynced() =>
        store.States().Select(pair => Measure(pair.Value.Status == KindStatus.Synced ? 1 : 0, ("kind", pair.Key.Kind), ("group", pair.Key.Group)));

    public IEnumerable<Measurement<int>> QueueDepth() => Enum.GetValues<Lane>().Select(lane => Measure(queue.DepthOf(lane), ("lane", Lower(lane))));

    public IEnumerable<Measurement<double>> QueueAge() =>
        Enum.GetValues<Lane>().Select(lane => MeasureReal(queue.AgeOf(lane).TotalSeconds, ("lane", Lower(lane))));

    public IEnumerable<Measurement<int>> OutboxMessages() => backlog.All().Select(line => Measure(line.Messages, ("channel", line.Channel)));

    public IEnumerable<Measurement<double>> OutboxOldest() =>
        backlog.All().Select(line => MeasureReal(line.Oldest.TotalSeconds, ("channel", line.Channel)));

    public int Leader() => leadership.WhyNot is null ? 1 : 0;

    public long LeaderTransitions() => leadership.Transitions;

    public int ClockTrouble() => clock.Trouble is null ? 0 : 1;

    private IEnumerable<ShelfEntry> Loaded() => shelf.All().Where(entry => entry is { Id: not null, Policy: not null }).Take(MostPolicies);

    private static Measurement<double> MeasureReal(double value, params (string Name, string Value)[] labels) =>
        new(value, labels.Select(label => new KeyValuePair<string, object?>(label.Name, label.Value)).ToArray());

    private static string Lower(Enum value) => value.ToString().ToLowerInvariant();

    private static Measurement<int> Measure(int value, params (string Name, string Value)[] labels) =>
        new(value, labels.Select(label => new KeyValuePair<string, object?>(label.Name, label.Value)).ToArray());
}
