using System.Collections.Concurrent;
using System.Globalization;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Watch;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Evaluate;

/// <summary>
/// New objects whose owner is not there yet: each kind is watched for itself, so a pod may be told of before the ReplicaSet that made it. They
/// are given a moment, so that what its owner answers for is not found in each of them, and counted by a breaker. Safe from any thread.
/// </summary>
/// <remarks>Nobody escapes by naming an owner that never comes: after that moment the object is judged for itself.</remarks>
internal sealed class ExpectedOwners(ChangeQueue queue, TimeProvider clock) : IDisposable
{
    /// <summary>How long an owner is waited for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // the server stamps objects by its own clock, which may be that far from ours
    private static readonly TimeSpan Young = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<ObjectKey, Expectation> expected = new();

    /// <summary>How many wait.</summary>
    public int Count => expected.Count(entry => !entry.Value.IsOver);

    /// <summary>Keeps an object back for a moment if its owner may be just on its way.</summary>
    /// <param name="store">tells which owners are known</param>
    /// <param name="key">the object</param>
    /// <param name="target">as it is now</param>
    /// <returns>false if it can be judged</returns>
    public bool MustWait(ObjectStore store, in ObjectKey key, KubeObject target)
    {
        if (!IsMissing(store, target) || !IsYoung(target))
        {
            Release(key);
            return false;
        }

        var wait = expected.GetOrAdd(key, _ => new Expectation(target.Uid));
        if (wait.Uid != target.Uid)
        {
            Forget(key);
            wait = expected.GetOrAdd(key, _ => new Expectation(target.Uid));
        }

        if (wait.IsOver)
        {
            Forget(key);
            return false;
        }

        wait.Start(clock, queue, key);
        return true;
    }

    /// <summary>The object is gone.</summary>
    public void Forget(in ObjectKey key)
    {
        if (!expected.IsEmpty && expected.TryRemove(key, out var wait)) wait.Dispose();
    }

    public void Dispose()
    {
        foreach (var wait in expected.Values) wait.Dispose();
    }

    // INVARIANT: whoever wanted it judged while it waited is not forgotten, though only one of them may ask just now.
    private void Release(in ObjectKey key)
    {
        if (expected.IsEmpty || !expected.TryRemove(key, out var wait)) return;
        wait.Dispose();
        if (!wait.IsOver) queue.Enqueue(key, Wanted.All);
    }

    private static bool IsMissing(ObjectStore store, KubeObject target) =>
        OwnerClaim.Of(OwnerChain.KindOf(target), target) is { } claim
        && store.Watched(claim.Kind.Group, claim.Kind.Kind) is { } watched && store.IsSeen(watched)
        && new OwnerChain(store).OwnerOf(target, claim) is null;

    private bool IsYoung(KubeObject target) =>
        DateTimeOffset.TryParse(
            target.Root["metadata"]["creationTimestamp"].Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var created)
        && clock.GetUtcNow() - created < Young;

    private sealed class Expectation(string uid) : IDisposable
    {
        private readonly Lock gate = new();
        private ITimer? timer;

        public string Uid { get; } = uid;

        /// <summary>The moment has passed.</summary>
        public bool IsOver { get; private set; }

        public void Start(TimeProvider clock, ChangeQueue queue, ObjectKey key)
        {
            lock (gate) timer ??= clock.CreateTimer(_ => End(queue, key), null, Patience, Timeout.InfiniteTimeSpan);
        }

        public void Dispose() => timer?.Dispose();

        private void End(ChangeQueue queue, in ObjectKey key)
        {
            IsOver = true;
            queue.Enqueue(key, Wanted.All);
        }
    }
}
