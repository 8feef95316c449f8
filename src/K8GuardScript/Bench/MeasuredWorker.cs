using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Watch;
using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Metrics;
using K8GuardScript.Verbs;
using K8GuardScript.Worker;
using Microsoft.Extensions.Logging.Abstractions;

namespace K8GuardScript.Bench;

/// <summary>The worker as <c>run</c> starts it, within this process, without channels.</summary>
internal sealed class MeasuredWorker : IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(2);

    // between a verdict's record and the metric that tells of it lies far less
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan NothingToDo = TimeSpan.FromSeconds(5);

    private readonly GuardHost host;
    private readonly TimeProvider clock;

    private MeasuredWorker(GuardHost host)
    {
        this.host = host;
        clock = Part<TimeProvider>();
        Meter = new WorkMeter(Part<WorkerMeters>(), clock);
    }

    public WorkMeter Meter { get; }

    public ObjectStore Store => Part<ObjectStore>();

    public Ledger Ledger => Part<Ledger>();

    public PolicySet Policies => Part<Rulebook>().Current.Policies;

    /// <summary>Verdicts that came out so far, of the policies that are in force.</summary>
    public long RuleRuns => Policies.All.Sum(policy => policy.State.Evaluations);

    public static MeasuredWorker Create(BenchFolder folder)
    {
        var endpoint = ClusterAccess.Load(new ConfigurationPlaces { ExplicitPath = folder.Kubeconfig }, NullLoggerFactory.Instance);
        var options = new GuardOptions { Policies = folder.Policies, Data = folder.Data, Listen = ListenAddress.Parse("127.0.0.1:0") };
        return new MeasuredWorker(GuardHost.Create(options, endpoint, TextWriter.Null));
    }

    /// <summary>Completes with all policies in force.</summary>
    public async Task LoadAsync(CancellationToken cancel)
    {
        await host.ServeAsync(cancel).ConfigureAwait(false);
        await host.GreetClusterAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Completes with every kind listed.</summary>
    public async Task SyncAsync(CancellationToken cancel)
    {
        await host.RunLoopsAsync(cancel).ConfigureAwait(false);
        await Part<ChangeRouter>().Settled.WaitAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Waits until nothing is left to judge.</summary>
    /// <param name="since">work that ended before this is not what is waited for</param>
    /// <param name="cancel">gives up</param>
    /// <returns>when the last verdict was recorded; <paramref name="since"/> where there was nothing to do</returns>
    public async Task<long> IdleAsync(long since, CancellationToken cancel)
    {
        var queue = Part<ChangeQueue>();
        while (true)
        {
            var last = Meter.LastActivity;
            var patience = last > since ? Quiet : NothingToDo;
            if (queue.Depth + queue.Taken == 0 && clock.GetElapsedTime(Math.Max(last, since)) > patience) return Math.Max(last, since);
            await Task.Delay(Poll, clock, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Has everything judged again by every policy, from the store.</summary>
    public async Task<TimeSpan> SweepAsync(CancellationToken cancel)
    {
        var queue = Part<ChangeQueue>();
        var started = clock.GetTimestamp();
        foreach (var kind in Store.States().Keys)
        {
            foreach (var key in Store.Keys(kind)) queue.Enqueue(key, Wanted.All, Lane.Sweep);
        }

        return clock.GetElapsedTime(started, await IdleAsync(started, cancel).ConfigureAwait(false));
    }

    /// <summary>Saves one policy anew.</summary>
    public async Task<EditFigures> EditAsync(BenchFolder folder, CancellationToken cancel)
    {
        var before = Policies;
        var saved = clock.GetTimestamp();
        var id = folder.Edit();
        while (ReferenceEquals(Policies.Find(id), before.Find(id))) await Task.Delay(Poll, clock, cancel).ConfigureAwait(false);
        var active = clock.GetTimestamp();
        var current = await IdleAsync(active, cancel).ConfigureAwait(false);
        return new EditFigures(clock.GetElapsedTime(saved, active).TotalSeconds, clock.GetElapsedTime(saved, current).TotalSeconds);
    }

    public async ValueTask DisposeAsync()
    {
        Meter.Dispose();
        await host.DisposeAsync().ConfigureAwait(false);
    }

    private T Part<T>() where T : notnull => host.Services.GetRequiredService<T>();
}
