using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Kubernetes.Resources;
using K8GuardScript.Kubernetes.Scaling;
using K8GuardScript.Kubernetes.Transport;

namespace K8GuardScript.Kubernetes.Writing;

/// <summary>Reads and changes single objects of any kind. A write is sent once; what became of it is said, never guessed.</summary>
internal sealed class ClusterClient(ApiClient api, ResourceCatalog catalog) : IClusterClient
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly KindName Pods = new("", "v1", "Pod");

    private readonly ObjectCalls calls = new(api);
    private readonly TargetFinder finder = new(catalog);
    private readonly ObjectLister lister = new(api, catalog);
    private readonly ScaleClient scales = new(api, catalog);

    /// <inheritdoc />
    public async Task<ReadOutcome> GetAsync(KindName kind, string @namespace, string name, CancellationToken cancel)
    {
        var target = await this.finder.FindAsync(new ObjectAddress(kind, @namespace, name), cancel);
        var outcome = await this.calls.ReadAsync(target, kind, "", Deadline, cancel);
        if (outcome.Result == ReadResult.Refused) this.finder.Forget(kind);
        return outcome;
    }

    /// <inheritdoc />
    public Task<ListOutcome> ListAsync(KindName kind, string? @namespace, string? labels, CancellationToken cancel) =>
        this.lister.ListAsync(kind, @namespace, labels, cancel);

    /// <inheritdoc />
    public Task<WriteOutcome> MergePatchAsync(
        KindName kind, string @namespace, string name, ReadOnlyMemory<byte> patch, bool dryRun, CancellationToken cancel) =>
        PatchAsync(new ObjectAddress(kind, @namespace, name), PatchType.Merge, patch, dryRun, cancel);

    /// <summary>
    /// A patch of any sort. A merge or strategic patch may bear <c>metadata.uid</c> and <c>metadata.resourceVersion</c> as guards.
    /// </summary>
    public Task<WriteOutcome> PatchAsync(
        ObjectAddress address, PatchType type, ReadOnlyMemory<byte> patch, bool dryRun, CancellationToken cancel)
    {
        var uid = "";
        if (type != PatchType.Json)
        {
            if (SentObject.TryRead(patch) is not { } sent) return Task.FromResult(SentObject.Refused);
            uid = sent.Object.Uid;
        }

        var write = new ObjectWrite(HttpMethod.Patch, "patch", patch)
        {
            ContentType = type switch
            {
                PatchType.Merge => "application/merge-patch+json",
                PatchType.Json => "application/json-patch+json",
                _ => "application/strategic-merge-patch+json",
            },
            Query = ObjectWrite.QueryFor(dryRun),
            Uid = uid,
        };
        return WriteAsync(address, write, cancel);
    }

    /// <summary>
    /// Creates an object; its name, or <c>generateName</c>, stands in the manifest. A dry run answers an object without a version.
    /// </summary>
    public async Task<WriteOutcome> CreateAsync(
        KindName kind, string @namespace, ReadOnlyMemory<byte> manifest, bool dryRun, CancellationToken cancel)
    {
        if (SentObject.TryRead(manifest) is not { } sent) return SentObject.Refused;

        // the server's answer would be a 500 without a reason, which looks as if it could have been done
        if (sent.Object.ResourceVersion.Length > 0)
            return new WriteOutcome(WriteResult.Refused, default, "not sent: an object that is to be created can't have a resourceVersion");

        var target = await this.finder.FindNewAsync(new ObjectAddress(kind, @namespace, sent.Object.Name), cancel);
        var write = new ObjectWrite(HttpMethod.Post, "create", manifest) { Query = ObjectWrite.QueryFor(dryRun) };
        return await WriteAsync(target, write, cancel);
    }

    /// <summary>
    /// Replaces an object whole. With <c>metadata.uid</c> and <c>metadata.resourceVersion</c> in it, only that object in that version.
    /// </summary>
    public Task<WriteOutcome> ReplaceAsync(ObjectAddress address, ReadOnlyMemory<byte> manifest, bool dryRun, CancellationToken cancel)
    {
        if (SentObject.TryRead(manifest) is not { } sent) return Task.FromResult(SentObject.Refused);
        var write = new ObjectWrite(HttpMethod.Put, "update", manifest) { Query = ObjectWrite.QueryFor(dryRun), Uid = sent.Object.Uid };
        return WriteAsync(address, write, cancel);
    }

    /// <inheritdoc />
    public Task<WriteOutcome> DeleteAsync(
        KindName kind, string @namespace, string name, string uid, string resourceVersion, bool dryRun, CancellationToken cancel) =>
        DeleteAsync(new ObjectAddress(kind, @namespace, name), DeleteOptions.Guarded(uid, resourceVersion, dryRun), cancel);

    /// <summary>
    /// Deletes an object. Done says that the server took it: with finalizers, a grace period or foreground propagation the object,
    /// then answered, is still there.
    /// </summary>
    public Task<WriteOutcome> DeleteAsync(ObjectAddress address, DeleteOptions options, CancellationToken cancel) => WriteAsync(
        address, new ObjectWrite(HttpMethod.Delete, "delete", options.ToJson()) { MayAnswerStatus = true, Uid = options.Uid }, cancel);

    /// <summary>
    /// Deletes a pod as far as disruption budgets allow (<c>policy/v1 Eviction</c>); <see cref="WriteResult.NotNow"/> when they
    /// don't, which the server looks at before it looks at the guards. It tries for ten seconds before it says that the uid is
    /// another (seen on 1.36).
    /// </summary>
    public Task<WriteOutcome> EvictAsync(string @namespace, string name, DeleteOptions options, CancellationToken cancel)
    {
        var write = new ObjectWrite(HttpMethod.Post, "evict", Eviction.Of(@namespace, name, options))
        {
            Subresource = "/eviction",
            Query = options.DryRun ? "?dryRun=All" : "",
            AnswerKind = Eviction.Kind,
            MayAnswerStatus = true,
            Uid = options.Uid,
        };
        return WriteAsync(new ObjectAddress(Pods, @namespace, name), write, cancel);
    }

    /// <inheritdoc />
    public Task<WriteOutcome> EvictAsync(
        string @namespace, string name, string uid, string resourceVersion, bool dryRun, CancellationToken cancel) =>
        EvictAsync(@namespace, name, DeleteOptions.Guarded(uid, resourceVersion, dryRun) with { Propagation = Propagation.ServersChoice }, cancel);

    /// <inheritdoc />
    public async Task<ReadScale> ReadScaleAsync(KindName kind, string @namespace, string name, CancellationToken cancel)
    {
        var read = await this.scales.ReadAsync(new ObjectAddress(kind, @namespace, name), cancel);
        return read.Scale is { } scale
            ? new ReadScale(read.Result, scale.Replicas, scale.Uid, scale.ResourceVersion, "")
            : new ReadScale(read.Result, 0, "", "", read.Message);
    }

    /// <inheritdoc />
    public Task<WriteOutcome> WriteScaleAsync(
        KindName kind, string @namespace, string name, ReadScale read, int replicas, bool dryRun, CancellationToken cancel) => this.scales.WriteAsync(
            new ObjectAddress(kind, @namespace, name), new Scale(read.Replicas, 0, read.Uid, read.ResourceVersion), replicas, dryRun, cancel);

    private async Task<WriteOutcome> WriteAsync(ObjectAddress address, ObjectWrite write, CancellationToken cancel) =>
        await WriteAsync(await this.finder.FindAsync(address, cancel), write, cancel);

    private async Task<WriteOutcome> WriteAsync(ObjectTarget target, ObjectWrite write, CancellationToken cancel)
    {
        var outcome = await this.calls.WriteAsync(target, write, cancel);
        if (outcome.Result == WriteResult.Refused) this.finder.Forget(target.Address.Kind);
        return outcome;
    }
}
