using System.Globalization;
using System.Runtime.InteropServices;

namespace K8GuardScript.Bench;

/// <summary>One measured run, from an empty folder to the figures.</summary>
internal sealed class BenchRun(BenchOptions options, TimeProvider clock)
{
    private const int ReplacementsPerSecond = 4_000;
    private const string LoadFile = "/proc/loadavg";

    public async Task<BenchResult> MeasureAsync(CancellationToken cancel)
    {
        var machine = ThisMachine();
        using var folder = BenchFolder.Create(options.Policies, options.Crowd > 0);
        using var cluster = await SimulatorProcess.StartAsync(options, folder.Kubeconfig, cancel).ConfigureAwait(false);
        await using var worker = MeasuredWorker.Create(folder);

        var started = clock.GetTimestamp();
        await worker.LoadAsync(cancel).ConfigureAwait(false);
        var inForce = Since(started);
        var idle = ResidentMemory.Now();

        started = clock.GetTimestamp();
        await worker.SyncAsync(cancel).ConfigureAwait(false);
        var synced = clock.GetTimestamp();
        var judged = await worker.IdleAsync(synced, cancel).ConfigureAwait(false);
        var sync = Synced(worker, await cluster.StateAsync(cancel).ConfigureAwait(false), clock.GetElapsedTime(started, synced));
        var full = ResidentMemory.Now();
        var rested = await ReplaceAsync(cluster, worker, cancel).ConfigureAwait(false);

        var sweep = await SweepAsync(worker, sync.Objects, cancel).ConfigureAwait(false);
        List<EditFigures> edits = [];
        for (var edit = 0; edit < 3; edit++) edits.Add(await worker.EditAsync(folder, cancel).ConfigureAwait(false));
        var violations = worker.Ledger.Alive().Count(worker.Ledger.Violates);
        var (events, lookUps) = await SendEventsAsync(cluster, worker, cancel).ConfigureAwait(false);
        return new BenchResult
        {
            Objects = sync.Objects,
            Policies = worker.Policies.All.Count,
            Seed = options.Seed,
            Machine = machine,
            PoliciesInForce = inForce,
            Sync = sync,
            FirstVerdicts = clock.GetElapsedTime(synced, judged).TotalSeconds,
            Sweep = sweep,
            Edits = edits,
            Events = events,
            LookUps = lookUps,
            Memory = Taken(idle, full, rested, sync.Objects),
            Ledger = new LedgerFigures(violations, (double)violations / Math.Max(sweep.RuleRuns, 1), folder.LedgerBytes / 1e6),
        };
    }

    private static SyncFigures Synced(MeasuredWorker worker, SimulatorState state, TimeSpan took)
    {
        var watched = worker.Store.States().Keys.Select(kind => (kind.Group, kind.Kind)).ToHashSet();
        var listed = state.Stored.Where(stored => watched.Contains((stored.Group, stored.Kind))).ToList();
        return new SyncFigures(took.TotalSeconds, listed.Sum(stored => stored.Objects), listed.Sum(stored => stored.Bytes) / 1e6);
    }

    private MemoryFigures Taken(ResidentMemory idle, ResidentMemory full, ResidentMemory? rested, int objects) => new(
        idle, full, rested, options.Replacements, ((rested ?? full).ResidentMegabytes - idle.ResidentMegabytes) * 1000 / Math.Max(objects, 1));

    private static Machine ThisMachine()
    {
        double? load = File.Exists(LoadFile) ? double.Parse(File.ReadAllText(LoadFile).Split(' ')[0], CultureInfo.InvariantCulture) : null;
        return new Machine(
            Environment.ProcessorCount, RuntimeInformation.OSDescription, RuntimeInformation.FrameworkDescription, load, TimeProvider.System.GetUtcNow());
    }

    private async Task<ResidentMemory?> ReplaceAsync(SimulatorProcess cluster, MeasuredWorker worker, CancellationToken cancel)
    {
        if (options.Replacements == 0) return null;
        await cluster.ChangeAsync(ReplacementsPerSecond, options.Replacements, clock, cancel).ConfigureAwait(false);
        await worker.IdleAsync(clock.GetTimestamp(), cancel).ConfigureAwait(false);
        await Task.Delay(TimeSpan.FromSeconds(options.Rest), clock, cancel).ConfigureAwait(false);
        return ResidentMemory.Now();
    }

    private async Task<SweepFigures> SweepAsync(MeasuredWorker worker, int objects, CancellationToken cancel)
    {
        List<TimeSpan> took = [];
        var before = worker.RuleRuns;
        for (var round = 0; round < options.Sweeps; round++) took.Add(await worker.SweepAsync(cancel).ConfigureAwait(false));
        var runs = (worker.RuleRuns - before) / options.Sweeps;
        return new SweepFigures(took.Order().ElementAt(took.Count / 2).TotalSeconds, options.Sweeps, (long)objects * worker.Policies.All.Count, runs);
    }

    private async Task<(EventFigures? Events, Latencies? LookUps)> SendEventsAsync(SimulatorProcess cluster, MeasuredWorker worker, CancellationToken cancel)
    {
        if (options.Seconds == 0 || options.Events == 0) return (null, null);
        var before = (await cluster.StateAsync(cancel).ConfigureAwait(false)).Made;
        worker.Meter.Keep();
        await cluster.ChangeAsync(options.Events, cancel).ConfigureAwait(false);
        var started = clock.GetTimestamp();
        var lookUps = options.Crowd == 0 ? null : await new LookUpProbe(cluster, worker, clock).MeasureAsync(cancel).ConfigureAwait(false);
        var left = TimeSpan.FromSeconds(options.Seconds) - clock.GetElapsedTime(started);
        if (left > TimeSpan.Zero) await Task.Delay(left, clock, cancel).ConfigureAwait(false);
        await cluster.ChangeAsync(0, cancel).ConfigureAwait(false);
        await worker.IdleAsync(clock.GetTimestamp(), cancel).ConfigureAwait(false);
        var made = (await cluster.StateAsync(cancel).ConfigureAwait(false)).Made - before;
        var took = (int)Math.Round(Math.Max(options.Seconds, options.Seconds - left.TotalSeconds));
        return (new EventFigures(options.Events, took, made, Latencies.Of(worker.Meter.Kept())), lookUps);
    }

    private double Since(long timestamp) => clock.GetElapsedTime(timestamp).TotalSeconds;
}
