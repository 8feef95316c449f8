using K8GuardScript.Core.Cluster;
using K8GuardScript.Kubernetes.Resources;
using K8GuardScript.Kubernetes.Transport;

namespace K8GuardScript.Kubernetes.Watching;

/// <summary>One watch of one kind, from a version until it ends in whatever way.</summary>
/// <param name="api">sends</param>
/// <param name="kind">is watched</param>
/// <param name="feed">takes what comes</param>
/// <param name="random">spreads the ends of watches</param>
internal sealed class KindWatcher(ApiClient api, KindName kind, ItemFeed feed, Random random)
{
    private const int ShortestSeconds = 300;
    private const int LongestSeconds = 600;

    /// <summary>How much longer than the server's own end we wait for it.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan TooShort = TimeSpan.FromSeconds(1);

    /// <param name="path">of the kind</param>
    /// <param name="version">where to start: nothing up to it is told again, nothing after it is left out</param>
    /// <param name="opened">called once the server accepted the watch</param>
    /// <param name="cancel">ends the watch</param>
    /// <exception cref="OperationCanceledException">the caller gave up</exception>
    public async Task<StepOutcome> WatchAsync(ResourcePath path, string version, Action opened, CancellationToken cancel)
    {
        var last = version;
        try
        {
            var seconds = random.Next(ShortestSeconds, LongestSeconds + 1);
            var call = ApiCall.Get("watch", kind.Kind, PathOf(path, version, seconds), TimeSpan.FromSeconds(seconds) + Grace);
            using var answer = await api.OpenAsync(call with { IsWatch = true }, cancel);
            if (answer.Code != 200) return Failed(await answer.ReadErrorAsync(), version);
            if (!answer.IsJson) throw new DecodeException("the answer to a watch is no JSON; is something between us and the API server?");

            opened();
            var openedAt = api.Time.GetTimestamp();
            using var lines = new WatchLines(answer);
            while (await lines.NextAsync() is { } line)
            {
                if (line.Span.Trim((byte)'\r').IsEmpty) continue;
                var @event = WatchEventReader.Read(line, kind.Kind);
                if (@event.Type == WatchEventType.Error) return Ended(@event.Object, last);
                Hand(@event);

                // INVARIANT: moves only after the sink has taken the event, so that a failure in between repeats it
                last = @event.Version;
            }

            return last == version && api.Time.GetElapsedTime(openedAt) < TooShort
                ? new StepOutcome(NextStep.ListLater, "", "too_short", "the server ended the watch at once, without a word")
                : new StepOutcome(NextStep.Watch, last, "ended");
        }
        catch (CallFailedException e)
        {
            return new StepOutcome(NextStep.WatchLater, last, ReasonOf(e.Failure), e.Message);
        }
        catch (DecodeException e)
        {
            api.Metrics.DecodeFailed(kind.Kind);
            return new StepOutcome(NextStep.ListLater, "", "undecodable", e.Message);
        }
    }

    private static string PathOf(ResourcePath path, string version, int seconds) => FormattableString.Invariant(
        $"{path.Collection}?watch=true&allowWatchBookmarks=true&resourceVersion={Uri.EscapeDataString(version)}&timeoutSeconds={seconds}");

    private void Hand(WatchEvent @event)
    {
        if (@event.Type == WatchEventType.Changed) feed.Changed(@event.Object.Span);
        else if (@event.Type == WatchEventType.Deleted) feed.Deleted(@event.Object.Span);
    }

    /// <summary>An ERROR ends the stream; 410 means the same here as before the stream.</summary>
    private static StepOutcome Ended(ReadOnlyMemory<byte> status, string last)
    {
        var said = ApiStatus.TryParse(status);
        var retryAfter = said?.RetryAfterSeconds is { } seconds and > 0 ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        var code = said is { Code: 0, Reason: "Expired" or "Gone" } ? 410 : said?.Code ?? 0;
        return Failed(new ApiError(code, said, IsPlainText: false, retryAfter), last);
    }

    private static StepOutcome Failed(ApiError error, string last)
    {
        if (error.IsRefusal) return new StepOutcome(NextStep.Refused, "", "refused", error.Message);
        if (error.IsExpired) return new StepOutcome(NextStep.ListLater, "", "expired", error.Message);
        return error.IsBusy
            ? new StepOutcome(NextStep.WatchLater, last, "busy", error.Message, error.RetryAfter)
            : new StepOutcome(NextStep.ListLater, "", "error", error.Message, error.RetryAfter);
    }

    private static string ReasonOf(CallFailure failure) => failure switch
    {
        CallFailure.TimedOut => "deadline",
        CallFailure.Lost => "lost",
        _ => "unreachable",
    };
}
