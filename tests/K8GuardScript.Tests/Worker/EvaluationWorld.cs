using System.Diagnostics.Metrics;
using System.Text;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Exemptions;
using K8GuardScript.Core.Guard;
using K8GuardScript.Core.Guard.Breaking;
using K8GuardScript.Core.Guard.Clocks;
using K8GuardScript.Core.Guard.Pausing;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Settings;
using K8GuardScript.Core.Show;
using K8GuardScript.Core.Tests.Doubles;
using K8GuardScript.Core.Watch;
using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Kubernetes.Resources;
using K8GuardScript.Kubernetes.Transport;
using K8GuardScript.Kubernetes.Watching;
using K8GuardScript.Metrics;
using K8GuardScript.Scripts;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Registration;
using K8GuardScript.Sdk.Views;
using K8GuardScript.Storage;
using K8GuardScript.Worker;
using Microsoft.Extensions.Logging.Abstractions;

namespace K8GuardScript.Tests.Worker;

/// <summary>What judges and records, put together as the program does it, over one kind that is listed.</summary>
internal sealed class EvaluationWorld : IDisposable
{
    private static readonly KindName Namespaces = new("", "v1", "Namespace");
    private readonly Meter meter = new("test");
    private readonly GuardMetrics metrics;
    private readonly ApiClient api;
    private readonly Dependents dependents;
    private readonly WakeUps wakeUps;
    private readonly HappeningSummary summary;

    public EvaluationWorld(ILedgerStore ledgerStore, IEvaluationThreads threads, TimeProvider clock)
    {
        Queue = new ChangeQueue(clock);
        Ledger = new Ledger(ledgerStore);
        Happenings = new HappeningLog(clock);
        (dependents, wakeUps) = (new Dependents(Queue, Rulebook, clock), new WakeUps(Queue, clock));
        var (images, owned) = (new ImageSizes(), new OwnedObjects(Rulebook));
        var waiting = new WaitingObjects(Queue, clock);
        var router = new ChangeRouter(Queue, dependents, wakeUps, waiting, owned, images, Rulebook, Ledger, Happenings);
        var store = new ObjectStore(router);
        router.Attach(store);
        var judge = new Judge(new StoreLookUp(store, images, clock), new Families(store, new OwnerChain(store), owned), dependents, threads);
        Batch = new EvaluationBatch(store, Rulebook, judge, dependents, wakeUps, waiting, Ledger, new OwnWrites(), new PolicyLives(Ledger, clock), clock);

        // nobody answers there: nothing is watched here
        var nowhere = new ClusterEndpoint { Server = new Uri("http://127.0.0.1:1"), Description = "nowhere" };
        api = ApiClient.Create(nowhere, clock, NullLoggerFactory.Instance, meter);
        var kinds = new WatchedKinds(new ClusterWatch(api, new ResourceCatalog(api), store), store, Ledger, clock);
        var book = new ExemptionBook(Rulebook, new SnoozeDesk(Ledger, new Touched(Ledger), Happenings, clock), new SettableClockHealth());
        var breaker = new Breaker(Ledger, Rulebook, new PassedObjects(store, new OwnerChain(store), Ledger), clock);
        var rails = new RailGauges(breaker, new KillSwitch(Ledger, new PauseFile("nowhere"), clock), Rulebook);
        var backlog = new OutboxBacklog(new Outbox(Ledger), Rulebook, clock);
        var gauges = new GuardGauges(Ledger, store, Queue, new PolicyShelf(), backlog, new SoleLeader(), new GuardClock(clock));
        metrics = new GuardMetrics(new WorkerMeters(), gauges, rails, new ExemptionGauges(book, clock));
        Costly = new CostlyPolicies(new Quarantine(new MemoryQuarantine(), clock), Rulebook, Happenings);
        summary = new HappeningSummary(Happenings, clock);
        var outcomes = new VerdictOutcomes(Rulebook, kinds, Costly, Happenings, summary, metrics, clock);
        Recording = new Recording(Batch, Queue, Ledger, outcomes, clock, NullLogger<Recording>.Instance);
        Loop = new EvaluationLoop(Queue, Batch, threads, Recording, clock, NullLogger<EvaluationLoop>.Instance);
        foreach (var kind in (KindName[])[Namespaces, Some.Deployment])
        {
            store.Expect(kind);
            store.BeginList(kind);
            foreach (var name in kind == Some.Deployment ? (string[])["web", "api"] : [])
            {
                store.Listed(kind, Encoding.UTF8.GetBytes(
                    $$"""{ "metadata": { "name": "{{name}}", "namespace": "shop", "uid": "uid-{{name}}", "resourceVersion": "1" } }"""));
            }

            store.EndList(kind);
        }
    }

    public Rulebook Rulebook { get; } = new();

    public ChangeQueue Queue { get; }

    public Ledger Ledger { get; }

    public HappeningLog Happenings { get; }

    public EvaluationBatch Batch { get; }

    public CostlyPolicies Costly { get; }

    public Recording Recording { get; }

    public EvaluationLoop Loop { get; }

    /// <summary>Puts a policy in force that finds something in every Deployment.</summary>
    public Policy Rule()
    {
        var policy = new Policy(
            PolicyScriptRunner.Run(
                () =>
                {
                    Entry.Policy("bad", Severity.Low, "bad");
                    Entry.Each<Deployment>((d, found) => found.Violation(d, "bad"));
                },
                new Dictionary<string, SettingInput>()),
            PolicySettings.Default,
            new LadderOptions(TimeSpan.Zero, TimeSpan.FromDays(1), 3, ActionVerb.None),
            "rev-1");
        Rulebook.Swap(new Rulebook.Edition(new GuardSettings(), new PolicySet([policy])));
        return policy;
    }

    public void Dispose()
    {
        Loop.Dispose();
        api.Dispose();
        metrics.Dispose();
        meter.Dispose();
        dependents.Dispose();
        wakeUps.Dispose();
        summary.Dispose();
        Queue.Dispose();
    }
}
