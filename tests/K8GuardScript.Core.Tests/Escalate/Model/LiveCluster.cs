using System.Globalization;
using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Core.Tests.Escalate.Model;

/// <summary>A cluster of a few objects: versions, uids, preconditions; and answers that get lost.</summary>
internal sealed class LiveCluster : IClusterClient
{
    private readonly SortedDictionary<string, JsonObject> objects = new(StringComparer.Ordinal);
    private int version = 100;
    private int uids;

    /// <summary>How the next write fares: 0 well, 1 lost before it arrives, 2 its answer is lost, 3 the guard dies with it, 4 refused.</summary>
    public int NextWrite { get; set; }

    /// <summary>Is told of each write by the guard that takes effect: the object before and after it.</summary>
    public Action<ObjectKey, JsonObject, JsonObject> OnWrite { get; set; } = (_, _, _) => { };

    public IEnumerable<JsonObject> Of(KindName kind) => objects.Values.Where(found => (string?)found["kind"] == kind.Kind);

    public JsonObject? Find(ObjectKey key) => objects.GetValueOrDefault(Name(key.Kind, key.Namespace, key.Name));

    /// <summary>Somebody creates or changes an object.</summary>
    public void Put(KindName kind, string @namespace, string name, DateTimeOffset now, Action<JsonObject> change)
    {
        var key = Name(kind.Kind, @namespace, name);
        if (!objects.TryGetValue(key, out var found))
        {
            found = Some.Manifest(kind, @namespace, name, uid: $"uid-{++uids}");
            found["metadata"]!["creationTimestamp"] = now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        }

        var next = found.DeepClone().AsObject();
        change(next);
        Store(key, next);
    }

    public void Delete(ObjectKey key) => objects.Remove(Name(key.Kind, key.Namespace, key.Name));

    public Task<ReadOutcome> GetAsync(KindName kind, string @namespace, string name, CancellationToken cancel) => Task.FromResult(
        objects.TryGetValue(Name(kind.Kind, @namespace, name), out var found)
            ? new ReadOutcome(ReadResult.Found, found.Utf8(), "")
            : new ReadOutcome(ReadResult.Gone, default, "not found"));

    public Task<ListOutcome> ListAsync(KindName kind, string? @namespace, string? labels, CancellationToken cancel) => Task.FromResult(new ListOutcome(
        ReadResult.Found,
        [.. Of(kind).Where(found => @namespace is null || (string?)found["metadata"]!["namespace"] == @namespace)
            .Select(found => (ReadOnlyMemory<byte>)found.Utf8())],
        ""));

    public Task<WriteOutcome> EvictAsync(
        string @namespace, string name, string uid, string resourceVersion, bool dryRun, CancellationToken cancel) =>
        throw new NotSupportedException("nothing is evicted here");

    public Task<WriteOutcome> CreateAsync(
        KindName kind, string @namespace, ReadOnlyMemory<byte> manifest, bool dryRun, CancellationToken cancel) =>
        throw new NotSupportedException("nothing is created here");

    public Task<ReadScale> ReadScaleAsync(KindName kind, string @namespace, string name, CancellationToken cancel) =>
        throw new NotSupportedException("nothing has a scale here");

    public Task<WriteOutcome> WriteScaleAsync(
        KindName kind, string @namespace, string name, ReadScale read, int replicas, bool dryRun, CancellationToken cancel) =>
        throw new NotSupportedException("nothing has a scale here");

    public Task<WriteOutcome> MergePatchAsync(
        KindName kind, string @namespace, string name, ReadOnlyMemory<byte> patch, bool dryRun, CancellationToken cancel)
    {
        var key = Name(kind.Kind, @namespace, name);
        if (!objects.TryGetValue(key, out var before)) return Answer(WriteResult.Gone);
        var wanted = JsonNode.Parse(patch.Span)!.AsObject();
        if (!IsMet(wanted["metadata"]!["uid"], before["metadata"]!["uid"])) return Answer(WriteResult.Conflict);
        if (!IsMet(wanted["metadata"]!["resourceVersion"], before["metadata"]!["resourceVersion"])) return Answer(WriteResult.Conflict);
        var after = before.DeepClone().AsObject();
        Merge(after, wanted);
        if (dryRun) return Done(after);

        var fate = NextWrite;
        NextWrite = 0;
        if (fate == 1) return Answer(WriteResult.Unknown);
        if (fate == 4) return Answer(WriteResult.Refused);
        OnWrite(new ObjectKey(kind.Group, kind.Kind, @namespace, name), before, after);
        Store(key, after);
        return fate switch
        {
            2 => Answer(WriteResult.Unknown),
            3 => throw new DeathException(),
            _ => Done(after),
        };
    }

    public Task<WriteOutcome> DeleteAsync(
        KindName kind, string @namespace, string name, string uid, string resourceVersion, bool dryRun, CancellationToken cancel) =>
        throw new NotSupportedException("no policy of these stories deletes");

    private static bool IsMet(JsonNode? wanted, JsonNode? found) => wanted is null || (string?)wanted == (string?)found;

    private static Task<WriteOutcome> Answer(WriteResult result) => Task.FromResult(new WriteOutcome(result, default, "the server's words"));

    private static Task<WriteOutcome> Done(JsonObject after) => Task.FromResult(new WriteOutcome(WriteResult.Done, after.Utf8(), ""));

    // RFC 7396
    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is null) target.Remove(name);
            else if (value is JsonObject nested && target[name] is JsonObject inside) Merge(inside, nested);
            else target[name] = value.DeepClone();
        }
    }

    private static string Name(string kind, string @namespace, string name) => $"{kind}/{@namespace}/{name}";

    private void Store(string key, JsonObject next)
    {
        next["metadata"]!["resourceVersion"] = (++version).ToString(CultureInfo.InvariantCulture);
        objects[key] = next;
    }
}
