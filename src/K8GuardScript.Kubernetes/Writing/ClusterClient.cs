using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Kubernetes.Resources;
using K8GuardScript.Kubernetes.Transport;

namespace K8GuardScript.Kubernetes.Writing;

/// <summary>Reads and changes single objects. A write is sent once; what became of it is said, never guessed.</summary>
internal sealed class ClusterClient(ApiClient api, ResourceCatalog catalog) : IClusterClient
{
    private const int LargestObject = 8 << 20;
    private const string WriteOptions = "?fieldManager=k8guardscript&fieldValidation=Strict";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <inheritdoc />
    public async Task<ReadOutcome> GetAsync(KindName kind, string @namespace, string name, CancellationToken cancel)
    {
        var target = await TargetAsync(kind, @namespace, name, cancel);
        if (target.Path is not { } path)
            return new ReadOutcome(target.IsRefused ? ReadResult.Refused : ReadResult.Unknown, default, target.Why);

        var call = ApiCall.Get("get", kind.Kind, path, Deadline);
        try
        {
            return await ReadAsync(call, target, cancel);
        }
        catch (CallFailedException e) when (e.Failure == CallFailure.Lost)
        {
            // most likely a connection that was closed while it idled; to read again harms nothing
        }
        catch (CallFailedException e)
        {
            return new ReadOutcome(ReadResult.Unknown, default, e.Message);
        }

        try
        {
            return await ReadAsync(call, target, cancel);
        }
        catch (CallFailedException e)
        {
            return new ReadOutcome(ReadResult.Unknown, default, e.Message);
        }
    }

    /// <inheritdoc />
    public Task<WriteOutcome> MergePatchAsync(
        KindName kind, string @namespace, string name, ReadOnlyMemory<byte> patch, bool dryRun, CancellationToken cancel) =>
        WriteAsync(
            kind,
            @namespace,
            name,
            path => new ApiCall(HttpMethod.Patch, "patch", kind.Kind, path + WriteOptions + (dryRun ? "&dryRun=All" : ""), Deadline)
            {
                Body = patch,
                ContentType = "application/merge-patch+json",
            },
            cancel);

    /// <inheritdoc />
    public Task<WriteOutcome> DeleteAsync(
        KindName kind, string @namespace, string name, string uid, string resourceVersion, bool dryRun, CancellationToken cancel) =>
        WriteAsync(
            kind,
            @namespace,
            name,
            path => new ApiCall(HttpMethod.Delete, "delete", kind.Kind, path, Deadline)
            {
                Body = DeleteOptions.Guarded(uid, resourceVersion, dryRun),
            },
            cancel);

    private async Task<WriteOutcome> WriteAsync(
        KindName kind, string @namespace, string name, Func<string, ApiCall> callAt, CancellationToken cancel)
    {
        var target = await TargetAsync(kind, @namespace, name, cancel);
        if (target.Path is not { } path)
            return new WriteOutcome(target.IsRefused ? WriteResult.Refused : WriteResult.Unknown, default, target.Why);

        try
        {
            using var answer = await api.OpenAsync(callAt(path), cancel);
            if (answer.Code is not (200 or 201 or 202)) return ErrorMeaning.OfWrite(await answer.ReadErrorAsync(), target);

            var body = await answer.ReadAllAsync(LargestObject);
            return AnsweredObject.Read(answer, body, kind) switch
            {
                { IsStatus: true } => new WriteOutcome(WriteResult.Done, default, ""),
                { Json: { } json } => new WriteOutcome(WriteResult.Done, json, ""),
                { Complaint: var complaint } => new WriteOutcome(WriteResult.Unknown, default, complaint),
            };
        }
        catch (CallFailedException e)
        {
            return new WriteOutcome(WriteResult.Unknown, default, e.Message);
        }
    }

    private async Task<ReadOutcome> ReadAsync(ApiCall call, WriteTarget target, CancellationToken cancel)
    {
        using var answer = await api.OpenAsync(call, cancel);
        if (answer.Code != 200) return ErrorMeaning.OfRead(await answer.ReadErrorAsync(), target);

        return AnsweredObject.Read(answer, await answer.ReadAllAsync(LargestObject), target.Kind) switch
        {
            { Json: { } json } => new ReadOutcome(ReadResult.Found, json, ""),
            { Complaint: var complaint } => new ReadOutcome(ReadResult.Unknown, default, complaint),
        };
    }

    private async Task<WriteTarget> TargetAsync(KindName kind, string @namespace, string name, CancellationToken cancel)
    {
        var resolved = await catalog.ResolveAsync(kind, cancel);
        if (resolved.Path is not { } known)
            return new WriteTarget(kind, "", name, null, resolved.Refusal is not null, resolved.Refusal ?? resolved.Trouble ?? "");

        var path = known.Object(@namespace, name);
        var why = path is null ? $"`{@namespace}/{name}` can't be a `{kind}`: no valid name, or a namespace too many or too few" : "";
        return new WriteTarget(kind, known.Plural, name, path, path is null, why);
    }
}
