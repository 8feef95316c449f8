using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Watch;
using K8GuardScript.Kubernetes.Resources;
using K8GuardScript.Kubernetes.Transport;

namespace K8GuardScript.Kubernetes.Watching;

/// <summary>Lists all objects of one kind, consistently, page by page, into the sink.</summary>
internal sealed class KindLister(ApiClient api, KindName kind, IWatchSink sink, ItemFeed feed)
{
    private const int PageSize = 500;
    private const string ExpiredPage = "expired_page";

    // long enough for a page of the largest objects there can be over a slow link
    private static readonly TimeSpan PageDeadline = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan FullDeadline = TimeSpan.FromMinutes(10);

    /// <summary>A version to watch from, or why there is none. The sink was told of a whole list, or of none.</summary>
    /// <exception cref="OperationCanceledException">the caller gave up</exception>
    public async Task<StepOutcome> ListAsync(ResourcePath path, CancellationToken cancel)
    {
        var paged = await ListOnceAsync(path, PageSize, cancel);

        // The rest of a list whose pages expired would be of another moment than its start, so all of it is read again, in
        // one go, as it can't expire then.
        return paged.Reason == ExpiredPage ? await ListOnceAsync(path, 0, cancel) : paged;
    }

    private async Task<StepOutcome> ListOnceAsync(ResourcePath path, int limit, CancellationToken cancel)
    {
        api.Metrics.ListBegun(kind.Kind);
        sink.BeginList(kind);
        var isWhole = false;
        try
        {
            var outcome = await ReadPagesAsync(path, limit, cancel);
            isWhole = outcome.Next == NextStep.Watch;
            if (isWhole) sink.EndList(kind);
            return outcome;
        }
        catch (CallFailedException e)
        {
            return new StepOutcome(NextStep.ListLater, "", "unreachable", e.Message);
        }
        catch (DecodeException e)
        {
            api.Metrics.DecodeFailed(kind.Kind);
            return new StepOutcome(NextStep.ListLater, "", "undecodable", e.Message);
        }
        finally
        {
            if (!isWhole) sink.AbandonList(kind);
        }
    }

    private async Task<StepOutcome> ReadPagesAsync(ResourcePath path, int limit, CancellationToken cancel)
    {
        var first = "";
        var token = "";
        while (true)
        {
            var deadline = limit == 0 ? FullDeadline : PageDeadline;
            using var answer = await api.OpenAsync(ApiCall.Get("list", kind.Kind, PathOf(path, limit, token), deadline), cancel);
            if (answer.Code != 200) return Failed(await answer.ReadErrorAsync(), isFirstPage: token.Length == 0);
            if (!answer.IsJson) throw new DecodeException("the answer to a list is no JSON; is something between us and the API server?");

            using var reader = new ListReader(answer, feed.Listed);
            var page = await reader.ReadAsync();
            if (first.Length == 0) first = page.Version;
            if (page.Version != first)
                return new StepOutcome(NextStep.ListLater, "", ExpiredPage, "the pages of the list are of several moments");
            if (page.Continue.Length == 0) return new StepOutcome(NextStep.Watch, first, "listed");
            if (page.Continue == token) throw new DecodeException("the list goes on with the page that it came from");
            token = page.Continue;
        }
    }

    /// <summary>No resourceVersion: what is the case now, not what a cache remembers, since the guard acts on it.</summary>
    private static string PathOf(ResourcePath path, int limit, string token) => (limit, token) switch
    {
        (0, "") => path.Collection,
        (_, "") => FormattableString.Invariant($"{path.Collection}?limit={limit}"),
        _ => FormattableString.Invariant($"{path.Collection}?limit={limit}&continue={Uri.EscapeDataString(token)}"),
    };

    private static StepOutcome Failed(ApiError error, bool isFirstPage)
    {
        if (error.IsExpired && !isFirstPage) return new StepOutcome(NextStep.ListLater, "", ExpiredPage, error.Message);
        return error.IsRefusal
            ? new StepOutcome(NextStep.Refused, "", "refused", error.Message)
            : new StepOutcome(NextStep.ListLater, "", "error", error.Message, error.RetryAfter);
    }
}
