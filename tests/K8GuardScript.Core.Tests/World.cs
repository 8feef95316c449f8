using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Actions.Looking;
using K8GuardScript.Core.Actions.Undoing;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Exemptions;
using K8GuardScript.Core.Guard.Breaking;
using K8GuardScript.Core.Guard.Pausing;
using K8GuardScript.Core.Guard.Rails;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Settings;
using K8GuardScript.Core.Show;
using K8GuardScript.Core.Tests.Doubles;
using K8GuardScript.Core.Watch;

namespace K8GuardScript.Core.Tests;

/// <summary>The deciding half of the worker, put together as the program does it, with doubles at its edges.</summary>
internal sealed class World : IDisposable
{
    public World(ILedgerStore? ledgerStore = null, GuardRails? rails = null, IExemptions? exemptions = null)
    {
        Queue = new ChangeQueue(Clock);
        Happenings = new HappeningLog(Clock);
        Ledger = new Ledger(ledgerStore ?? Store);
        Dependents = new Dependents(Queue, Rulebook, Clock);
        WakeUps = new WakeUps(Queue, Clock);
        WaitingObjects = new WaitingObjects(Queue, Clock);
        Owned = new OwnedObjects(Rulebook);
        Router = new ChangeRouter(Queue, Dependents, WakeUps, WaitingObjects, Owned, Images, Rulebook, Ledger, Happenings);
        var touched = new Touched(Ledger);
        Objects = new ObjectStore(new StoreListeners(Router, touched));
        Router.Attach(Objects);
        var families = new Families(Objects, new OwnerChain(Objects), Owned);
        Judge = new Judge(new StoreLookUp(Objects, Images, Clock), families, Dependents, InlineEvaluation.Instance);
        Lives = new PolicyLives(Ledger, Clock);
        Batch = new EvaluationBatch(Objects, Rulebook, Judge, Dependents, WakeUps, WaitingObjects, Ledger, OwnWrites, Lives, Clock);
        KillSwitch = new KillSwitch(Ledger, PauseFile, Clock);
        Breaker = new Breaker(Ledger, Rulebook, new PassedObjects(Objects, new OwnerChain(Objects), Ledger), Clock);
        Rails = rails ?? GuardRails.Standard(new RailSources
        {
            Ledger = Ledger,
            KillSwitch = KillSwitch,
            Leadership = Leadership,
            Clock = ClockHealth,
            Ages = Ages,
            Breaker = Breaker,
            Scalable = Scalable,
            OwnNamespace = "guard",
        });
        Outlooks = new Outlooks(Rulebook, Objects, Rails, exemptions ?? new NoExemptions(), new KnownManagers(Cluster, Clock));
        Round = new EscalationRound(Ledger, Outlooks, Rulebook, touched);
        Look = new FreshLook(Cluster, Judge, new StoreLookUp(Objects, Images, Clock));
        var writer = new ActionWriter(Cluster, Ledger, OwnWrites, Leadership, Points, Clock);
        var parts = new JobParts(Cluster, Ledger, Look, writer, Clock);
        var board = new NoticeBoard(Ledger, new Outbox(Ledger), new Silence(Ledger, Leadership, ClockHealth), Rulebook, Objects, Clock);
        var told = new OutcomeNotices(board, Ledger);
        Actor = new Actor(Ledger, Rulebook, Outlooks, Rails, Look, writer, parts, told, Clock);
        LookUp = new OutcomeLookUp(Cluster, Ledger, Rulebook, OwnWrites, new HalfDone(Cluster, Leadership), parts, told, Clock);
        Undoer = new Undoer(Cluster, Ledger, Rulebook, Look, writer, told, Clock);
        Namer = new RevertNamer(Cluster, Ledger, Look, told, Clock);
        Rule(Some.Policy());
    }

    public ManualTime Clock { get; } = new();

    public MemoryLedgerStore Store { get; } = new();

    public ScriptedCluster Cluster { get; } = new();

    public CountingMeter Meter { get; } = new();

    public RecordingFaultLog Faults { get; } = new();

    public ChangeQueue Queue { get; }

    public Dependents Dependents { get; }

    public WakeUps WakeUps { get; }

    public WaitingObjects WaitingObjects { get; }

    public ImageSizes Images { get; } = new();

    public Rulebook Rulebook { get; } = new();

    public OwnWrites OwnWrites { get; } = new();

    public HappeningLog Happenings { get; }

    public OwnedObjects Owned { get; }

    public ChangeRouter Router { get; }

    public ObjectStore Objects { get; }

    public Ledger Ledger { get; }

    public PolicyLives Lives { get; }

    public Judge Judge { get; }

    public EvaluationBatch Batch { get; }

    public SettablePauseFile PauseFile { get; } = new();

    public SettableLeadership Leadership { get; } = new();

    public SettableClockHealth ClockHealth { get; } = new();

    /// <summary>Every revision is a year old unless it is said otherwise.</summary>
    public SettableAges Ages { get; } = new();

    public KillSwitch KillSwitch { get; }

    public Breaker Breaker { get; }

    public GuardRails Rails { get; }

    public Outlooks Outlooks { get; }

    public EscalationRound Round { get; }

    public Actor Actor { get; }

    public OutcomeLookUp LookUp { get; }

    public FreshLook Look { get; }

    public Undoer Undoer { get; }

    public RevertNamer Namer { get; }

    public KnownScalableKinds Scalable { get; } = new();

    public RecordingFaultPoints Points { get; } = new();

    /// <summary>Puts policies in force, with <see cref="Some.Settings"/>.</summary>
    public void Rule(params Policy[] policies) => Rule(Some.Settings(), policies);

    public void Rule(GuardSettings settings, params Policy[] policies) => Rulebook.Swap(new Rulebook.Edition(settings, new PolicySet(policies)));

    /// <summary>A whole list of one kind comes in.</summary>
    public void Lists(KindName kind, params JsonObject[] manifests)
    {
        Objects.Expect(kind);
        Objects.BeginList(kind);
        foreach (var manifest in manifests) Objects.Listed(kind, manifest.Utf8());
        Objects.EndList(kind);
    }

    /// <summary>The violating Deployment, in a namespace whose team reads a counting channel.</summary>
    public void ListsShop()
    {
        Lists(Some.Namespaces, Some.NamespaceManifest().Labelled("team", "payments"));
        Lists(Some.Deployments, Some.DeploymentManifest());
    }

    /// <summary>The same, and its owner was warned three times, the last time a day ago: an action is due.</summary>
    public void OwesAnAction()
    {
        ListsShop();
        Remembers(Some.Episode().Warned(3, Some.Noon));
        Clock.Pass(TimeSpan.FromHours(24));
    }

    /// <summary>Puts an episode into the ledger.</summary>
    public Episode Remembers(Episode episode)
    {
        Ledger.Commit(() => new LedgerChange { Episodes = [episode] });
        return episode;
    }

    /// <summary>Objects are judged and their verdicts recorded.</summary>
    public BatchResult Evaluates(params ObjectKey[] keys) =>
        Batch.Record(Batch.Judge([.. keys.Select(key => new QueuedKey(key, Wanted.All, Lane.Change, 0))], InlineEvaluation.Instance));

    /// <summary>One policy alone is in force, over the violating Deployment.</summary>
    public Policy Follows(Action rules)
    {
        var policy = Some.Policy(rules: rules);
        Rule(policy);
        ListsShop();
        return policy;
    }

    /// <summary>
    /// What the one policy says of an object, which is judged and recorded; what is no news is not told, so it is asked for once more.
    /// </summary>
    public Verdict VerdictOn(ObjectKey key)
    {
        var policy = Assert.Single(Rulebook.Current.Policies.All);
        return Evaluates(key).Verdicts.SingleOrDefault()
            ?? Judge.Of(policy, Objects.Watched(key.Group, key.Kind)!.Value, Objects.Get(key)!, InlineEvaluation.Instance);
    }

    /// <summary>What waits for evaluation, in order; empties the queue.</summary>
    public IReadOnlyList<string> Waiting() => [.. Taken().Select(queued => queued.Key.Name)];

    /// <summary>The same with who wants it judged.</summary>
    public IReadOnlyList<QueuedKey> Taken()
    {
        var keys = Queue.Take(int.MaxValue);
        Queue.Done(keys);
        return keys;
    }

    public void Dispose()
    {
        Dependents.Dispose();
        WakeUps.Dispose();
        Queue.Dispose();
    }
}
