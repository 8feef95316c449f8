using System.Collections.Concurrent;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Actions;

/// <summary>Remembers what the guard wrote, so that an older version from the watch is not taken for somebody's revert.</summary>
internal sealed class OwnWrites
{
    private readonly ConcurrentDictionary<ObjectKey, (string Uid, string? Version)> latest = new();
    private readonly ConcurrentDictionary<string, int> underWay = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ObjectKey, int> written = new();

    /// <summary>The guard is done with an object: what the watch told of it meanwhile was left alone, and is to be looked at.</summary>
    public event Action<ObjectKey>? Ended;

    /// <summary>An action's requests are under way until the answer is disposed of: what comes of it is known then, and need not be looked up.</summary>
    public IDisposable Begin(ActionRecord action)
    {
        underWay.AddOrUpdate(action.Id, 1, (_, count) => count + 1);
        written.AddOrUpdate(action.Target, 1, (_, count) => count + 1);
        return new Ending(this, action.Id, action.Target);
    }

    /// <summary>Whether this process is just changing an object: the watch may tell of the change before its outcome is written down.</summary>
    public bool IsWriting(in ObjectKey key) => written.ContainsKey(key);

    /// <summary>Whether an action, or what it is part of, is just being carried out by this process.</summary>
    public bool IsUnderWay(ActionRecord action) =>
        underWay.ContainsKey(action.Id) || (action.PartOf is { } whole && underWay.ContainsKey(whole));

    /// <summary>The guard changed an object to this version.</summary>
    public void Changed(ObjectKey key, string uid, string version) => latest[key] = (uid, version);

    /// <summary>The guard deleted an object.</summary>
    public void Deleted(ObjectKey key, string uid) => latest[key] = (uid, null);

    /// <summary>Whether this version was there before the guard's own write: a newer one is on its way.</summary>
    public bool Outdates(ObjectKey key, KubeObject seen) =>
        latest.TryGetValue(key, out var write)
        && write.Uid == seen.Uid
        && (write.Version is null || IsOlder(seen.ResourceVersion, write.Version));

    // Kubernetes KEP-5504: versions of one resource are decimal numbers that may be compared
    private static bool IsOlder(string version, string than) =>
        version.Length != than.Length ? version.Length < than.Length : string.CompareOrdinal(version, than) < 0;

    private sealed class Ending(OwnWrites writes, string action, ObjectKey target) : IDisposable
    {
        public void Dispose()
        {
            if (writes.underWay.AddOrUpdate(action, 0, (_, count) => count - 1) <= 0) writes.underWay.TryRemove(new(action, 0));
            if (writes.written.AddOrUpdate(target, 0, (_, count) => count - 1) <= 0) writes.written.TryRemove(new(target, 0));
            writes.Ended?.Invoke(target);
        }
    }
}
