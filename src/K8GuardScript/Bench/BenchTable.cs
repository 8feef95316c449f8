using System.Globalization;

namespace K8GuardScript.Bench;

/// <summary>Writes figures for people.</summary>
internal static class BenchTable
{
    public static IEnumerable<string> Lines(BenchResult result)
    {
        var machine = result.Machine;
        var load = machine.LoadAverage is { } average ? Invariant($", load average {average:0.0}") : "";
        yield return Invariant($"{result.Objects} objects, {result.Policies} policies, seed {result.Seed}");
        yield return Invariant($"{machine.Date:yyyy-MM-dd}, {machine.Processors} processors, {machine.System}, {machine.Runtime}{load}");
        yield return "";
        yield return Row($"all policies in force, compiled anew", $"{result.PoliciesInForce:0.00} s");
        yield return Row($"everything listed", $"{result.Sync.Seconds:0.00} s ({result.Sync.Megabytes:0} MB, {result.Sync.MegabytesPerSecond:0} MB/s)");
        yield return Row($"then every verdict recorded", $"{result.FirstVerdicts:0.00} s");
        var sweep = result.Sweep;
        yield return Row($"a full pass from the store, median of {sweep.Rounds}", $"{sweep.Seconds:0.000} s");
        yield return Row($"  objects x policies", $"{sweep.PairsPerSecond / 1e6:0.00} million/s ({sweep.Pairs} pairs)");
        yield return Row($"  rules run", $"{sweep.RuleRunsPerSecond / 1e6:0.00} million/s ({sweep.RuleRuns})");
        foreach (var (edit, i) in result.Edits.Select((edit, i) => (edit, i)))
            yield return Row($"edit {i + 1} of one policy: in force; verdicts current", $"{edit.Active:0.000} s; {edit.Current:0.000} s");
        if (result.Events is { } events)
            yield return Row($"{events.PerSecond} events/s for {events.Seconds} s ({events.Made} made)", $"{Text(events.VerdictStored)}");
        if (result.LookUps is { } lookUps)
            yield return Row($"  a rule that lists the pods of its namespace follows", $"{Text(lookUps)}");

        yield return Row($"resident memory: policies in force", $"{Text(result.Memory.Started)}");
        yield return Row($"resident memory: everything judged", $"{Text(result.Memory.Synced)}");
        if (result.Memory.Rested is { } rested)
            yield return Row($"resident memory: after {result.Memory.Replacements} changes and a rest", $"{Text(rested)}");
        yield return Row($"  for each 1,000 objects", $"{result.Memory.MegabytesPerThousandObjects:0.00} MB");
        yield return Row($"violations", $"{result.Ledger.Violations} ({result.Ledger.Share:0.0 %} of verdicts), ledger {result.Ledger.Megabytes:0.0} MB");
    }

    private static string Text(ResidentMemory memory) => Invariant($"{memory.ResidentMegabytes:0} MB (heap {memory.HeapMegabytes:0} MB)");

    private static string Text(Latencies? latencies) => latencies is { } all
        ? Invariant($"p50 {all.P50 * 1000:0.0} ms, p90 {all.P90 * 1000:0.0} ms, p99 {all.P99 * 1000:0.0} ms, max {all.Max * 1000:0.0} ms ({all.Count})")
        : "the worker told no latency";

    private static string Row(FormattableString what, FormattableString value) => $"{Invariant(what),-56} {Invariant(value)}";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
