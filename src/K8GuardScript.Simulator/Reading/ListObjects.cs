using K8GuardScript.Simulator.Answers;
using K8GuardScript.Simulator.Requests;
using K8GuardScript.Simulator.Resources;
using K8GuardScript.Simulator.Storage;

namespace K8GuardScript.Simulator.Reading;

/// <summary>LIST: pages of one consistent state.</summary>
internal sealed class ListObjects(ClusterState cluster)
{
    private const string TokenExpired =
        "The provided continue parameter is too old to display a consistent list result. You can start a new list without the "
        + "continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with "
        + "the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the "
        + "first chunk was returned and now may show up in the list.";

    public async Task<IAnswer> AnswerAsync(
        ResourceType type, Selection selection, ListOptions options, ObjectForm form, CancellationToken cancellation)
    {
        var (snapshot, after) = options.Continue.Length > 0
            ? Resume(selection, options)
            : (await StartAsync(selection, options, cancellation), "");

        // a list from the watch cache is never cut into pages
        var limit = options.Limit == 0 || options.ResourceVersion == "0" ? int.MaxValue : options.Limit;
        var items = new List<StoredObject>();
        long remaining = 0;
        var last = "";
        foreach (var stored in snapshot.Objects.Values)
        {
            if (!selection.InScope(stored)) continue;
            var key = KeyIn(selection, stored);
            if (after.Length > 0 && string.CompareOrdinal(key, after) <= 0) continue;
            if (items.Count >= limit) remaining++;
            else
            {
                last = key;
                if (selection.Matches(stored)) items.Add(stored);
            }
        }

        var next = remaining > 0 ? new ContinueToken(snapshot.Revision, last).Encode() : type.IsCustom ? "" : null;
        long? left = remaining > 0 && !selection.HasSelector ? remaining : null;
        return new ListAnswer(form, items, new ListMetadata(snapshot.Revision, next, left));
    }

    private async Task<Snapshot> StartAsync(Selection selection, ListOptions options, CancellationToken cancellation)
    {
        if (options.ResourceVersion is "" or "0") return cluster.Store.Read(selection.Resource);
        var revision = Freshness.Parse(options.ResourceVersion);
        await Freshness.WaitAsync(cluster, revision, cancellation);
        if (options.ResourceVersionMatch != "Exact") return cluster.Store.Read(selection.Resource);
        return cluster.Store.ReadAt(selection.Resource, revision)
            ?? throw ApiError.Expired("The resourceVersion for the provided list is too old.");
    }

    private (Snapshot Snapshot, string After) Resume(Selection selection, ListOptions options)
    {
        if (options.ResourceVersion is not ("" or "0"))
            throw ApiError.BadRequest("specifying resource version is not allowed when using continue");
        var token = ContinueToken.Decode(options.Continue);
        if (token.Revision < 0) return (cluster.Store.Read(selection.Resource), token.After);
        var snapshot = cluster.Store.ReadAt(selection.Resource, token.Revision)
            ?? throw ApiError.Expired(TokenExpired, (token with { Revision = -1 }).Encode());
        return (snapshot, token.After);
    }

    private static string KeyIn(Selection selection, StoredObject stored) =>
        selection.Namespace.Length > 0 ? stored.Name.Name : stored.Name.Key;
}
