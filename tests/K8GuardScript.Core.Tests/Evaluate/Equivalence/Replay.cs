using System.Text.Json.Nodes;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Tests.Evaluate.Equivalence;

/// <summary>Lets a history happen to a guard, and compares what it knows in the end with what a new one finds.</summary>
internal sealed class Replay : IDisposable
{
    private const int Steady = 4;

    private readonly World world = new();
    private readonly RandomCluster cluster = new();
    private readonly HashSet<KindName> watched = [];
    private readonly List<KubeObject> nodes = [];
    private JudgedBatch? held;

    private Replay(History history)
    {
        world.Rule([.. Enumerable.Range(0, PolicyMix.Count).Select(what => PolicyMix.Of(what, 0))]);
        foreach (var kind in RandomCluster.Kinds) world.Objects.Expect(kind);
        for (var i = 0; i < RandomCluster.Kinds.Count; i++)
        {
            if ((history.Late & (1 << i)) == 0) List(RandomCluster.Kinds[i]);
        }

        foreach (var policy in world.Rulebook.Current.Policies.All) world.Router.EnqueueAllOf(policy);
    }

    /// <returns>what only one of the two knows; empty if they agree</returns>
    public static IReadOnlyList<string> Differences(History history)
    {
        using var replay = new Replay(history);
        foreach (var step in history.Steps) replay.Happens(step);
        foreach (var kind in RandomCluster.Kinds.Where(kind => !replay.watched.Contains(kind))) replay.List(kind);
        replay.RecordHeld();
        Drain(replay.world);

        using var fresh = new World();
        fresh.Clock.Set(replay.world.Clock.GetUtcNow() - ExpectedOwners.Patience - fresh.Clock.GetUtcNow());
        fresh.Rulebook.Swap(replay.world.Rulebook.Current);
        foreach (var node in replay.nodes) fresh.Images.Learn(node);
        foreach (var kind in RandomCluster.Kinds) fresh.Lists(kind, replay.cluster.All(kind));
        foreach (var policy in fresh.Rulebook.Current.Policies.All) fresh.Router.EnqueueAllOf(policy);
        Drain(fresh, passes: 0);

        // new objects whose owners are nowhere are judged after a moment
        fresh.Clock.Pass(ExpectedOwners.Patience);
        Drain(fresh, passes: 0);
        return Compare(replay.world, fresh);
    }

    public void Dispose() => world.Dispose();

    private static List<string> Compare(World replayed, World fresh)
    {
        var (known, found) = (Live(replayed), Live(fresh));
        return
        [
            .. known.Where(one => !found.Contains(one) && !IsOpen(one.Key)).Select(one => $"known, and not found anew: {Text(one)}"),
            .. found.Where(one => !known.Contains(one) && !IsOpen(one.Key)).Select(one => $"found anew, and not known: {Text(one)}"),
        ];

        // a verdict that is open neither opens nor closes, so what was known stays
        bool IsOpen(EpisodeKey key)
        {
            var (policy, kind) = (fresh.Rulebook.Current.Policies.Find(key.Policy), fresh.Objects.Watched(key.Judged.Group, key.Judged.Kind));
            if (policy is null || kind is null || fresh.Objects.Get(key.Judged) is not { } target) return false;
            var verdict = fresh.Judge.Of(policy, kind.Value, target, InlineEvaluation.Instance);
            return verdict.Incomplete || verdict.IsOpenBelow;
        }

        static string Text((EpisodeKey Key, string Path, string Message) one) => $"{one.Key} at {one.Path}: {one.Message}";
    }

    private static HashSet<(EpisodeKey Key, string Path, string Message)> Live(World of) =>
        [.. of.Ledger.Episodes().Where(episode => episode.State == EpisodeState.Open).Select(episode => (episode.Key, episode.Path, episode.Message))];

    private static void Drain(World of, int passes = Steady)
    {
        for (var idle = 0; idle <= passes;)
        {
            if (of.Queue.Take(20) is { Count: > 0 } keys)
            {
                var judged = of.Batch.Judge(keys, InlineEvaluation.Instance);
                of.Batch.Record(judged);
                Finish(of, judged);
                idle = 0;
            }
            else if (idle++ < passes)
            {
                of.Clock.Pass(TimeSpan.FromSeconds(20));
            }
        }
    }

    private static void Finish(World of, JudgedBatch judged)
    {
        of.Queue.PutBack(judged.Left);
        foreach (var (key, wanted, lane, _) in judged.PutOff) of.Queue.Enqueue(key, wanted, lane);
        of.Queue.Done(judged.Keys);
    }

    private void Happens(Step step)
    {
        var (key, kind, now) = (RandomCluster.KeyOf(step.What), RandomCluster.KindOf(step.What), world.Clock.GetUtcNow());
        switch (step.Kind)
        {
            case StepKind.Put: Changed(key, cluster.Put(key, step.Variant, now)); break;
            case StepKind.SetStatus: Changed(key, cluster.SetStatus(key, step.Variant)); break;
            case StepKind.Redeliver: Changed(key, cluster.Touch(key)); break;
            case StepKind.Delete: Deleted(key, cluster.Delete(key)); break;
            case StepKind.Recreate: Recreate(key, step.Variant, now); break;
            case StepKind.Interrupt when watched.Remove(kind): world.Objects.Interrupted(kind, "no route"); break;
            case StepKind.Refuse when watched.Remove(kind): world.Objects.Refused(kind, "forbidden"); break;
            case StepKind.List: List(kind); break;
            case StepKind.Pass: world.Clock.Pass(TimeSpan.FromMilliseconds(300 * Math.Pow(7, step.Variant))); break;
            case StepKind.JumpAhead: world.Clock.Set(TimeSpan.FromMinutes(15 * step.Variant)); break;
            case StepKind.ReplacePolicy: Reload(step.What, PolicyMix.Of(step.What, step.Variant)); break;
            case StepKind.RemovePolicy: Reload(step.What, null); break;
        }

        // INVARIANT: of two judgements of an object the later is recorded last; changes come in between as they like
        RecordHeld();
        if (step.Kind is not (StepKind.Judge or StepKind.JudgeAcross)) return;
        held = world.Batch.Judge(world.Queue.Take(1 + (3 * step.Variant)), InlineEvaluation.Instance);
        if (step.Kind == StepKind.Judge) RecordHeld();
    }

    private void RecordHeld()
    {
        if (held is null) return;
        world.Batch.Record(held);
        Finish(world, held);
        held = null;
    }

    private void Changed(ObjectKey key, JsonObject? manifest)
    {
        var kind = RandomCluster.KindOf(key);
        if (manifest is null || !watched.Contains(kind)) return;
        if (kind == Some.Nodes) nodes.Add(manifest.Parsed());
        world.Objects.Changed(kind, manifest.Utf8());
    }

    private void Deleted(ObjectKey key, JsonObject? last)
    {
        var kind = RandomCluster.KindOf(key);
        if (last is not null && watched.Contains(kind)) world.Objects.Deleted(kind, last.Utf8());
    }

    // the watch may miss that it was away
    private void Recreate(ObjectKey key, int variant, DateTimeOffset now)
    {
        var last = cluster.Delete(key);
        if (variant % 2 == 0) Deleted(key, last);
        Changed(key, cluster.Put(key, variant, now));
    }

    private void List(KindName kind)
    {
        watched.Add(kind);
        var all = cluster.All(kind);
        if (kind == Some.Nodes) nodes.AddRange(all.Select(node => node.Parsed()));
        world.Lists(kind, all);
    }

    // as the program does it
    private void Reload(int what, Policy? policy)
    {
        var (id, before) = (PolicyMix.IdOf(what), world.Rulebook.Current.Policies.All);
        world.Rule([.. before.Where(other => other.Id != id), .. policy is null ? (Policy[])[] : [policy]]);
        var known = world.Ledger.Episodes().Where(episode => episode.Key.Policy == id).ToList();
        world.Router.Keep(world.Rulebook.Current.Policies);
        if (policy is null)
        {
            world.Ledger.Commit(() => new LedgerChange { Episodes = VerdictRecorder.PolicyGone(known, world.Clock.GetUtcNow()) });
            return;
        }

        world.Router.EnqueueAllOf(policy);
        foreach (var episode in known.Where(episode => episode.IsAlive)) world.Queue.Enqueue(episode.Key.Judged, Wanted.Only(id), Lane.Sweep);
    }
}
