using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Actions.Looking;
using K8GuardScript.Core.Actions.Undoing;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Exemptions;
using K8GuardScript.Core.Guard;
using K8GuardScript.Core.Guard.Breaking;
using K8GuardScript.Core.Guard.Clocks;
using K8GuardScript.Core.Guard.Pausing;
using K8GuardScript.Core.Guard.Rails;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Schedules;
using K8GuardScript.Core.Settings;
using K8GuardScript.Core.Show;
using K8GuardScript.Core.Tests.Doubles;
using K8GuardScript.Core.Watch;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Tests.Escalate.Model;

/// <summary>One process of the guard, from watch to action, put together as the program does it. What lasts is in its store.</summary>
internal sealed class Guard : IDisposable
{
    private static readonly KindName[] Kinds = [Some.Namespaces, Some.Deployments];
    private readonly GuardClock clock;
    private readonly LiveCluster cluster;
    private readonly ChangeQueue queue;
    private readonly Dependents dependents;
    private readonly WakeUps wakeUps;
    private readonly ChangeRouter router;
    private readonly ObjectStore objects;
    private readonly EvaluationBatch batch;
    private readonly BaselineSweeps baselines;
    private readonly PolicyLives lives;
    private readonly EscalationRound round;
    private readonly Outlooks outlooks;
    private readonly Actor actor;
    private readonly OutcomeLookUp lookUp;
    private readonly Undoer undoer;
    private readonly AutoUndo autoUndo;
    private readonly WishCarrier wishes;
    private readonly OwnWrites ownWrites = new();
    private readonly Rulebook rulebook = new();

    /// <param name="store">what lasts</param>
    /// <param name="cluster">what it acts on</param>
    /// <param name="exemptions">what is excepted</param>
    /// <param name="leadership">whether it leads</param>
    /// <param name="clock">the guard's time, and whether it can be trusted</param>
    public Guard(
        ILedgerStore store, LiveCluster cluster, IExemptions exemptions, ILeadership leadership, GuardClock clock)
    {
        (this.clock, this.cluster) = (clock, cluster);
        queue = new ChangeQueue(clock);
        Ledger = new Ledger(store);
        dependents = new Dependents(queue, rulebook, clock);
        wakeUps = new WakeUps(queue, clock);
        var waiting = new WaitingObjects(queue, clock);
        var owned = new OwnedObjects(rulebook);
        var images = new ImageSizes();
        router = new ChangeRouter(queue, dependents, wakeUps, waiting, owned, images, rulebook, Ledger, new HappeningLog(clock));
        var touched = new Touched(Ledger);
        objects = new ObjectStore(new StoreListeners(router, touched));
        router.Attach(objects);
        lives = new PolicyLives(Ledger, clock);
        baselines = new BaselineSweeps(lives, queue, objects, waiting);
        var judge = new Judge(
            new StoreLookUp(objects, images, clock), new Families(objects, new OwnerChain(objects), owned), dependents, InlineEvaluation.Instance);
        batch = new EvaluationBatch(objects, rulebook, judge, dependents, wakeUps, waiting, Ledger, ownWrites, lives, clock);
        KillSwitch = new KillSwitch(Ledger, new SettablePauseFile(), clock);
        Breaker = new Breaker(Ledger, rulebook, new PassedObjects(objects, new OwnerChain(objects), Ledger), clock);
        var rails = GuardRails.Standard(new RailSources
        {
            Ledger = Ledger,
            KillSwitch = KillSwitch,
            Leadership = leadership,
            Clock = clock,
            Ages = lives,
            Breaker = Breaker,
            Scalable = new KnownScalableKinds(),
            OwnNamespace = "guard",
        });
        outlooks = new Outlooks(rulebook, objects, rails, exemptions, new KnownManagers(cluster, clock));
        round = new EscalationRound(Ledger, outlooks, rulebook, touched);
        var look = new FreshLook(cluster, judge, new StoreLookUp(objects, images, clock));
        var writer = new ActionWriter(cluster, Ledger, ownWrites, leadership, NoFaults.Instance, clock);
        var parts = new JobParts(cluster, Ledger, look, writer, clock);
        var board = new NoticeBoard(Ledger, new Outbox(Ledger), new Silence(Ledger, leadership, clock), rulebook, objects, clock);
        var told = new OutcomeNotices(board, Ledger);
        actor = new Actor(Ledger, rulebook, outlooks, rails, look, writer, parts, told, clock);
        lookUp = new OutcomeLookUp(cluster, Ledger, rulebook, ownWrites, new HalfDone(cluster, leadership), parts, told, clock);
        undoer = new Undoer(cluster, Ledger, rulebook, look, writer, told, clock);
        wishes = new WishCarrier(Ledger, rulebook, rails, look, writer, parts, undoer, ownWrites, clock);
        autoUndo = new AutoUndo(Ledger, rulebook, look, undoer, clock);
        foreach (var kind in Kinds) objects.Expect(kind);
    }

    public Ledger Ledger { get; }

    public KillSwitch KillSwitch { get; }

    public Breaker Breaker { get; }

    /// <summary>An object as the guard has seen it last; null if it is not there as far as it knows.</summary>
    public JsonNode? Seen(ObjectKey key)
    {
        if (objects.Get(key) is not { } found) return null;
        using var stream = new MemoryStream();
        using (var writer = new System.Text.Json.Utf8JsonWriter(stream)) found.WriteTo(writer);
        return JsonNode.Parse(stream.ToArray());
    }

    /// <summary>Whether what it has seen of an object is older than what it wrote itself, or may be its own doing.</summary>
    public bool IsBehind(ObjectKey key) =>
        objects.Get(key) is { } found && (Ledger.HasUnsettledActionOn(key) || ownWrites.Outdates(key, found));

    /// <summary>Takes over settings and policies, as the reload loop does.</summary>
    public void Follow(GuardSettings settings, IReadOnlyList<Policy> policies)
    {
        var before = rulebook.Swap(new Rulebook.Edition(settings, new PolicySet(policies)));
        var now = rulebook.Current.Policies;
        lives.Follow(now, new HashSet<string>(), settings.Escalation.ForgetAfter);
        Ledger.Commit(() => new LedgerChange
        {
            Episodes = VerdictRecorder.PolicyGone(Ledger.Alive().Where(episode => now.Find(episode.Key.Policy) is null), clock.GetUtcNow()),
        });
        router.Keep(now);
        foreach (var policy in now.All.Where(policy => before.Policies.Find(policy.Id)?.JudgesLike(policy) != true))
        {
            router.EnqueueAllOf(policy);
            foreach (var episode in Ledger.Alive().Where(episode => episode.Key.Policy == policy.Id))
                queue.Enqueue(episode.Key.Judged, Wanted.Only(policy.Id), Lane.Sweep);
        }
    }

    /// <summary>The watch tells of everything that there is.</summary>
    public void Watches(LiveCluster cluster)
    {
        foreach (var kind in Kinds)
        {
            objects.BeginList(kind);
            foreach (var manifest in cluster.Of(kind)) objects.Listed(kind, manifest.Utf8());
            objects.EndList(kind);
        }
    }

    public void Judges()
    {
        for (var keys = queue.Take(256); keys.Count > 0; keys = queue.Take(256))
        {
            var judged = batch.Judge(keys, InlineEvaluation.Instance);
            batch.Record(judged);
            queue.PutBack(judged.Left);
            queue.Done(judged.Keys);
        }

        // first it marks what waits, then makes sure, then it closes
        for (var looks = 0; looks < 3; looks++) baselines.Look();
    }

    /// <summary>What is due; what changes on its own is written down.</summary>
    public RoundResult Looks()
    {
        Breaker.Look();
        var now = clock.GetUtcNow();
        var result = round.At(now);
        Ledger.Commit(() => new LedgerChange { Episodes = result.Changes(Ledger.Find, result.Turned, now) });
        return result;
    }

    /// <summary>What is owed right before it is told: what changed on its own is written down by then.</summary>
    public Outlook LooksAgain(Outlook due) => outlooks.Of(Ledger.Find(due.Episode.Key)!, clock.GetUtcNow())!;

    /// <summary>Does what is due, as the action loop does.</summary>
    public void Acts(IReadOnlyList<Outlook> actions)
    {
        var open = Ledger.UnsettledActions();
        lookUp.SettleAsync(CancellationToken.None).GetAwaiter().GetResult();
        var left = Ledger.UnsettledActions().Select(action => action.Id).ToHashSet();
        foreach (var action in open.Where(action => !left.Contains(action.Id))) queue.Enqueue(action.Target, Wanted.All);
        autoUndo.CarryOutAsync(CancellationToken.None).GetAwaiter().GetResult();
        var unsettled = Ledger.UnsettledActions().Select(action => action.Episode).ToHashSet();
        foreach (var due in actions.Where(due => !unsettled.Contains(due.Episode.Key) && Ledger.Find(due.Episode.Key) == due.Episode))
        {
            actor.ActAsync(due, CancellationToken.None).GetAwaiter().GetResult();
            queue.Enqueue(due.Episode.Key.Object, Wanted.All);
        }
    }

    /// <summary>A person has an action undone.</summary>
    public void Undoes(string action) => undoer.UndoAsync(action, "a person", automatic: false, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>A schedule wants an object stopped.</summary>
    public void Wishes(string policy, ObjectKey target, string uid)
    {
        var schedule = new ScheduleKey(policy, "night");
        var wish = new Wish
        {
            Run = schedule.RunId(clock.GetUtcNow()),
            Schedule = schedule,
            Kind = Some.Deployments,
            Target = target,
            Uid = uid,
            Verb = ActionVerb.Stop,
        };
        wishes.CarryOutAsync(wish, new NamespaceReads(cluster, clock), CancellationToken.None).GetAwaiter().GetResult();
        queue.Enqueue(target, Wanted.All);
    }

    public void Dispose()
    {
        dependents.Dispose();
        wakeUps.Dispose();
        queue.Dispose();
    }
}
