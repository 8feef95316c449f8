using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Watch;
using K8GuardScript.Kubernetes.Resources;
using K8GuardScript.Kubernetes.Transport;

namespace K8GuardScript.Kubernetes.Watching;

/// <summary>Lists all objects of one kind, consistently, page by page, into the sink.</summary>
/// <remarks>
/// One object that can't be read makes the whole list fail, and the kind stays interrupted until it can be: leaving the object
/// out would look like its deletion, and keeping an old state of it would hide from rules what it became. What was known stays,
/// the object is named, and other kinds go on.
/// </remarks>
internal sealed class KindLister(ApiClient api, KindName kind, IWatchSink sink, ItemFeed feed, ListTrust trust)
{
    private const int PageSize = 500;
    private const string ExpiredPage = "expired_page";
    private const string NotAtVersion = "not_at_version";

    // long enough for a page of the largest objects there can be over a slow link
    private static readonly TimeSpan PageDeadline = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan FullDeadline = TimeSpan.FromMinutes(10);

    private readonly bool isBuiltIn = BuiltInKinds.Find(kind) is not null;

    /// <summary>Lists what is the case now, not what a cache remembers, since the guard acts on it.</summary>
    /// <returns>a version to watch from, or why there is none; the sink was told of a whole list, or of none</returns>
    /// <exception cref="OperationCanceledException">the caller gave up</exception>
    public async Task<StepOutcome> ListAsync(ResourcePath path, CancellationToken cancel)
    {
        var (paged, _) = await ListOnceAsync($"{path.Collection}?limit={PageSize}", path, "", cancel);

        // The rest of a list whose pages expired would be of another moment than its start, so all of it is read again, in
        // one go, as it can't expire then.
        return paged.Reason == ExpiredPage ? (await ListOnceAsync(path.Collection, path, "", cancel)).Outcome : paged;
    }

    /// <summary>Lists what was the case at a version up to which all is known: the list should change nothing.</summary>
    /// <returns>what it changed; null when there is no such list, as the version is too old, or ahead of the server</returns>
    /// <exception cref="OperationCanceledException">the caller gave up</exception>
    public async Task<(StepOutcome Outcome, ListChange? Change)> ListAtAsync(ResourcePath path, string version, CancellationToken cancel)
    {
        var first = $"{path.Collection}?limit={PageSize}&resourceVersion={Uri.EscapeDataString(version)}&resourceVersionMatch=Exact";
        var listed = await ListOnceAsync(first, path, version, cancel);
        return listed.Outcome.Reason is ExpiredPage or NotAtVersion ? (await ListAsync(path, cancel), null) : listed;
    }

    private async Task<(StepOutcome Outcome, ListChange? Change)> ListOnceAsync(
        string first, ResourcePath path, string at, CancellationToken cancel)
    {
        api.Metrics.ListBegun(kind.Kind);
        feed.BeginList();
        var isWhole = false;
        try
        {
            var outcome = await ReadPagesAsync(first, path, at, cancel);
            if (outcome.Next != NextStep.Watch) return (outcome, null);

            var change = sink.EndList(kind);
            isWhole = true;
            trust.Accept(outcome.Version);
            return (outcome, change);
        }
        catch (CallFailedException e)
        {
            return (new StepOutcome(NextStep.ListLater, "", "unreachable", e.Message), null);
        }
        catch (DecodeException e)
        {
            api.Metrics.DecodeFailed(kind.Kind, e.Reason);
            return (new StepOutcome(NextStep.ListLater, "", "undecodable", e.Message), null);
        }
        finally
        {
            if (!isWhole) sink.AbandonList(kind);
        }
    }

    private async Task<StepOutcome> ReadPagesAsync(string first, ResourcePath path, string at, CancellationToken cancel)
    {
        var (target, version) = (first, "");
        var tokens = new HashSet<string>(StringComparer.Ordinal);
        var deadline = first == path.Collection ? FullDeadline : PageDeadline;
        var begun = api.Time.GetTimestamp();
        while (true)
        {
            // pages are not kept for longer, so this is none that comes to an end
            if (api.Time.GetElapsedTime(begun) > FullDeadline)
                return new StepOutcome(NextStep.ListLater, "", ExpiredPage, "the pages of the list did not come to an end");

            using var answer = await api.OpenAsync(ApiCall.Get("list", kind.Kind, target, deadline), cancel);
            if (answer.Code != 200) return Failed(await answer.ReadErrorAsync(), isFirstPage: tokens.Count == 0, at);
            if (!answer.IsJson) throw NoJson();

            using var reader = new ListReader(answer, kind.Kind, isBuiltIn, feed.Listed);
            var page = await reader.ReadAsync();
            if (version.Length == 0 && FaultOf(page, at) is { } fault) return fault;
            if (version.Length > 0 && page.Version != version)
                return new StepOutcome(NextStep.ListLater, "", ExpiredPage, "the pages of the list are of several moments");

            version = page.Version;
            if (page.Continue.Length == 0) return new StepOutcome(NextStep.Watch, version, "listed");
            if (!tokens.Add(page.Continue) || page.IsEmpty)
                throw new DecodeException(DecodeFault.WrongShape, "the list goes on with a page that it came from, or behind an empty one");
            target = $"{path.Collection}?limit={PageSize}&continue={Uri.EscapeDataString(page.Continue)}";
        }
    }

    private static DecodeException NoJson() =>
        new(DecodeFault.NotJsonType, "the answer to a list is no JSON; is something between us and the API server?");

    /// <summary>Why a list that can be read is not taken all the same.</summary>
    private StepOutcome? FaultOf(ListPage page, string at)
    {
        if (at.Length > 0 && page.Version != at) return new StepOutcome(NextStep.ListLater, "", NotAtVersion);
        if (trust.Doubt(page.Version, page.HasNullItems) is not { } doubt) return null;
        if (page.HasNullItems) api.Metrics.DecodeFailed(kind.Kind, "null_items");
        return new StepOutcome(NextStep.ListLater, "", "doubted", doubt);
    }

    private StepOutcome Failed(ApiError error, bool isFirstPage, string at)
    {
        if (error is { Status: null, IsPlainText: false }) api.Metrics.DecodeFailed(kind.Kind, "no_status");
        if (error.IsExpired && !isFirstPage) return new StepOutcome(NextStep.ListLater, "", ExpiredPage, error.Message);

        // a server that can't list at a version says 400
        return at.Length > 0 && (error.IsExpired || error.IsTooLarge || error.Code == 400)
            ? new StepOutcome(NextStep.ListLater, "", NotAtVersion, error.Message)
            : StepOutcome.From(error);
    }
}
