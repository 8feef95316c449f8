using System.Buffers;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Kubernetes.Resources;
using K8GuardScript.Kubernetes.Transport;
using K8GuardScript.Kubernetes.Watching;

namespace K8GuardScript.Kubernetes.Writing;

/// <summary>Lists the objects of a kind as they are now, all or none, without what Secrets hold.</summary>
internal sealed class ObjectLister(ApiClient api, ResourceCatalog catalog)
{
    private const int PageSize = 500;
    private const int MostPages = 1_000;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <param name="kind">the kind</param>
    /// <param name="namespace">null for all; empty for a kind without</param>
    /// <param name="labels">a selector, or null</param>
    /// <param name="cancel">gives up</param>
    /// <exception cref="OperationCanceledException">the caller gave up</exception>
    public async Task<ListOutcome> ListAsync(KindName kind, string? @namespace, string? labels, CancellationToken cancel)
    {
        var resolved = await catalog.ResolveAsync(kind, cancel);
        if (resolved.Path is not { } path)
            return Failed(resolved.Refusal is null ? ReadResult.Unknown : ReadResult.Refused, resolved.Refusal ?? resolved.Trouble ?? "");
        if ((@namespace is null or "" ? path.Collection : path.CollectionIn(@namespace)) is not { } collection)
            return Failed(ReadResult.Refused, $"`{@namespace}` can't be the namespace of a {kind.Kind}");
        var selector = labels is null ? "" : $"&labelSelector={Uri.EscapeDataString(labels)}";
        try
        {
            return await ReadAsync(kind, $"{collection}?limit={PageSize}{selector}", cancel);
        }
        catch (CallFailedException e)
        {
            return Failed(ReadResult.Unknown, e.Message);
        }
        catch (DecodeException e)
        {
            return Failed(ReadResult.Unknown, e.Message);
        }
    }

    private async Task<ListOutcome> ReadAsync(KindName kind, string first, CancellationToken cancel)
    {
        var items = new List<ReadOnlyMemory<byte>>();
        var target = first;
        for (var page = 1; page <= MostPages; page++)
        {
            using var answer = await api.OpenAsync(ApiCall.Get("list", kind.Kind, target, Deadline), cancel);
            if (answer.Code != 200)
            {
                // the rest of a list whose pages expired would be of another moment: whoever asks looks again later
                var error = await answer.ReadErrorAsync();
                if (error.IsUnknownPath) catalog.Forget(kind);
                return Failed(error.IsRefusal || error.IsUnknownPath ? ReadResult.Refused : ReadResult.Unknown, error.Message);
            }

            if (!answer.IsJson) return Failed(ReadResult.Unknown, "the answer to a list is no JSON; is something between us and the API server?");
            using var reader = new ListReader(answer, kind.Kind, BuiltInKinds.Find(kind) is not null, item => items.Add(Copy(kind, item)));
            var read = await reader.ReadAsync();
            if (read.HasNullItems) return Failed(ReadResult.Unknown, "the list says `null` where its items should be");
            if (read.Continue.Length == 0) return new ListOutcome(ReadResult.Found, items, "");
            target = $"{first}&continue={Uri.EscapeDataString(read.Continue)}";
        }

        return Failed(ReadResult.Unknown, "the pages of the list did not come to an end");
    }

    private static ReadOnlyMemory<byte> Copy(KindName kind, ReadOnlySpan<byte> item)
    {
        if (!SecretValues.AreIn(kind)) return item.ToArray();
        var output = new ArrayBufferWriter<byte>(item.Length);
        SecretValues.Blank(item, output);
        return output.WrittenMemory;
    }

    private static ListOutcome Failed(ReadResult result, string why) => new(result, [], why);
}
