using System.Text.Json.Nodes;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;
using K8GuardScript.Simulator.Writing;

namespace K8GuardScript.Simulator.Controllers;

/// <summary>
/// Runs the controllers: one task follows the log of changes, asks each controller whom a change concerns, and lets it act, one object
/// at a time. What was there at the start is looked at only where it has no status yet, so a loaded cluster stays as it is.
/// </summary>
internal sealed class ControllerLoop : IAsyncDisposable
{
    private const int BatchSize = 512;
    private static readonly ResourceId[] Kinds =
    [
        BuiltInResources.Pods, DeploymentController.Deployments, ReplicaSetController.Sets, JobController.Jobs, CronJobController.CronJobs,
        StatefulSetController.Sets, DaemonSetController.Sets, BudgetController.Budgets,
    ];

    private static readonly TimeSpan Forever = Timeout.InfiniteTimeSpan;

    private readonly ClusterState cluster;
    private readonly CreateObject create;
    private readonly IReadOnlyList<IController> controllers;
    private readonly Queue<(IController Controller, ObjectKey Key)> due = new();
    private readonly HashSet<(IController, ObjectKey)> waiting = [];
    private readonly PriorityQueue<(IController Controller, ObjectKey Key), DateTimeOffset> timers = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private readonly Task running;
    private TaskCompletionSource idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long settled = -1;

    private ControllerLoop(ClusterState cluster, IReadOnlyList<IController> controllers)
    {
        this.cluster = cluster;
        this.controllers = controllers;
        this.create = new CreateObject(cluster);
        this.running = Task.Run(() => RunAsync(cluster.Store.Revision, this.stopping.Token));
    }

    public static ControllerLoop Start(ClusterState cluster) => new(cluster,
    [
        new PodController(cluster.Options.JobDuration), new ReplicaSetController(), new DeploymentController(), new JobController(),
        new CronJobController(), new StatefulSetController(), new DaemonSetController(), new BudgetController(), new NodeController(),
    ]);

    /// <summary>Completes when there is nothing left to do before the clock moves on or somebody writes.</summary>
    public async Task SettledAsync(CancellationToken cancellation)
    {
        while (true)
        {
            Task next;

            // INVARIANT: nobody waits for the store while holding the gate, as controllers hold the store when they set a timer
            var revision = this.cluster.Store.Revision;
            lock (gate)
            {
                var isDue = this.timers.TryPeek(out _, out var at) && at <= this.cluster.Clock.GetUtcNow();
                if (!isDue && this.settled >= revision) return;
                next = this.idle.Task;
            }

            await next.WaitAsync(cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await this.stopping.CancelAsync();
        await this.running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        this.stopping.Dispose();
    }

    private async Task RunAsync(long cursor, CancellationToken cancellation)
    {
        Note([.. LeftAlone()]);
        while (!cancellation.IsCancellationRequested)
        {
            var next = this.cluster.Store.NextChange(out var revision);
            var changes = this.cluster.Store.AllChangesAfter(cursor, BatchSize) ?? [];
            if (changes.Count > 0) Note(changes);

            // changes that the log has lost already are passed over
            cursor = changes.Count > 0 ? changes[^1].Revision : revision;
            FireTimers();
            if (this.due.TryDequeue(out var work)) Act(work);
            else if (changes.Count == 0) await WaitAsync(next, cursor, cancellation);
        }
    }

    /// <summary>What was loaded and nobody has taken care of; schedules go on in any case.</summary>
    private IEnumerable<Change> LeftAlone() => Kinds.SelectMany(resource => this.cluster.Store.Read(resource).Objects.Values
        .Where(stored => resource == CronJobController.CronJobs || stored.ToBody()["status"] is null or JsonObject { Count: 0 })
        .Select(stored => new Change(stored.Revision, resource, null, stored)));

    private void Note(IReadOnlyList<Change> changes) => this.cluster.Store.Write(tx =>
    {
        foreach (var change in changes)
        {
            foreach (var controller in this.controllers)
            {
                foreach (var key in controller.Concerned(change, tx)) Enqueue(controller, key);
            }
        }

        return true;
    });

    private void Enqueue(IController controller, ObjectKey key)
    {
        if (this.waiting.Add((controller, key))) this.due.Enqueue((controller, key));
    }

    private void Act((IController Controller, ObjectKey Key) work)
    {
        this.waiting.Remove(work);
        this.cluster.Store.Write(tx =>
        {
            var context = new ControllerContext(this.cluster, this.create, tx, (key, delay) =>
            {
                lock (gate) this.timers.Enqueue((work.Controller, key), this.cluster.Clock.GetUtcNow() + delay);
            });
            work.Controller.Reconcile(context, work.Key);
            return true;
        });
    }

    private void FireTimers()
    {
        lock (gate)
        {
            var now = this.cluster.Clock.GetUtcNow();
            while (this.timers.TryPeek(out var work, out var at) && at <= now)
            {
                this.settled = -1;
                this.timers.Dequeue();
                Enqueue(work.Controller, work.Key);
            }
        }
    }

    private async Task WaitAsync(Task next, long reached, CancellationToken cancellation)
    {
        TimeSpan delay;
        lock (gate)
        {
            delay = this.timers.TryPeek(out _, out var at) ? at - this.cluster.Clock.GetUtcNow() : Forever;
            if (delay != Forever && delay <= TimeSpan.Zero) return;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var timer = Task.Delay(Limit(delay), this.cluster.Clock, either.Token);

        // told only once the timer is set, so that whoever moves the clock now wakes it
        TellSettled(reached);
        await Task.WhenAny(next, timer);
        await either.CancelAsync();
    }

    private void TellSettled(long reached)
    {
        lock (gate)
        {
            this.settled = reached;
            this.idle.SetResult();
            this.idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    // a timer can't be set further ahead
    private static TimeSpan Limit(TimeSpan delay) => delay > TimeSpan.FromDays(40) ? TimeSpan.FromDays(40) : delay;
}
