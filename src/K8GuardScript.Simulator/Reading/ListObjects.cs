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

    private readonly SortedViews views = new(cluster.Store);

    public async Task<IAnswer> AnswerAsync(
        ResourceType type, Selection selection, ListOptions options, ObjectForm form, CancellationToken cancellation)
    {
        var (revision, objects, after) = options.Continue.Length > 0
            ? Resume(selection, options)
            : await StartAsync(selection, options, cancellation);

        // a list from the watch cache is never cut into pages
        var limit = options.Limit == 0 || options.ResourceVersion == "0" ? int.MaxValue : options.Limit;
        var (next, end) = Range(objects, selection.Namespace, after);
        var items = new List<StoredObject>();
        for (; next < end && items.Count < limit; next++)
        {
            if (selection.Matches(objects[next])) items.Add(objects[next]);
        }

        var isCut = next < end;
        var token = isCut ? new ContinueToken(revision, KeyIn(selection, objects[next - 1])).Encode() : type.IsCustom ? "" : null;
        long? left = isCut && !selection.HasSelector ? end - next : null;
        return new ListAnswer(form, items, new ListMetadata(revision, token, left));
    }

    /// <summary>Where the objects of a namespace, or of all of them, lie that come after a key.</summary>
    private static (int Start, int End) Range(StoredObject[] objects, string ns, string after)
    {
        // the keys of a namespace are those between `ns/` and `ns0`, as `0` comes next to `/`
        var prefix = ns.Length == 0 ? "" : ns + "/";
        var end = ns.Length == 0 ? objects.Length : FirstFrom(objects, ns + "0");
        if (after.Length == 0) return (FirstFrom(objects, prefix), end);
        var start = FirstFrom(objects, prefix + after);
        return (start < end && objects[start].Name.Key == prefix + after ? start + 1 : start, end);
    }

    /// <summary>The place of the first key that is not before the given one.</summary>
    private static int FirstFrom(StoredObject[] objects, string key)
    {
        var (low, high) = (0, objects.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(objects[middle].Name.Key, key) < 0) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private async Task<(long Revision, StoredObject[] Objects, string After)> StartAsync(
        Selection selection, ListOptions options, CancellationToken cancellation)
    {
        if (options.ResourceVersion is "" or "0") return Now(selection);
        var revision = Freshness.Parse(options.ResourceVersion);
        await Freshness.WaitAsync(cluster, revision, cancellation);
        if (options.ResourceVersionMatch != "Exact") return Now(selection);
        var objects = views.At(selection.Resource, revision)
            ?? throw ApiError.Expired("The resourceVersion for the provided list is too old.");
        return (revision, objects, "");
    }

    private (long Revision, StoredObject[] Objects, string After) Resume(Selection selection, ListOptions options)
    {
        if (options.ResourceVersion is not ("" or "0"))
            throw ApiError.BadRequest("specifying resource version is not allowed when using continue");
        var token = ContinueToken.Decode(options.Continue);
        if (token.Revision < 0) return Now(selection) with { After = token.After };
        var objects = views.At(selection.Resource, token.Revision)
            ?? throw ApiError.Expired(TokenExpired, (token with { Revision = -1 }).Encode());
        return (token.Revision, objects, token.After);
    }

    private (long Revision, StoredObject[] Objects, string After) Now(Selection selection)
    {
        var (revision, objects) = views.Now(selection.Resource);
        return (revision, objects, "");
    }

    private static string KeyIn(Selection selection, StoredObject stored) =>
        selection.Namespace.Length > 0 ? stored.Name.Name : stored.Name.Key;
}
