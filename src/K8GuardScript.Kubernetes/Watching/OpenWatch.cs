using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Watch;
using K8GuardScript.Kubernetes.Transport;

namespace K8GuardScript.Kubernetes.Watching;

/// <summary>The events of one watch, and how far they led.</summary>
/// <param name="api">sends</param>
/// <param name="kind">is watched</param>
/// <param name="feed">takes what comes</param>
/// <param name="opened">called when what is known is up to date from here on</param>
/// <param name="version">where it starts; empty for one that starts with a list</param>
internal sealed class OpenWatch(ApiClient api, KindName kind, ItemFeed feed, Action opened, string version = "")
{
    private readonly string start = version;

    /// <summary>A watch that ends sooner is no watch.</summary>
    public static readonly TimeSpan TooShort = TimeSpan.FromSeconds(1);

    /// <summary>The version of the last event that was taken; empty before the first list.</summary>
    public string Last { get; private set; } = version;

    /// <summary>Takes the list that it starts with; null when it starts from a version.</summary>
    public InitialPart? Initial { get; init; }

    /// <summary>Hears of that list.</summary>
    public InitialWatchdog? Watchdog { get; init; }

    /// <summary>Ends with the watch.</summary>
    /// <exception cref="OperationCanceledException">the caller gave up</exception>
    public async Task<StepOutcome> FollowAsync(ApiCall call, CancellationToken cancel)
    {
        try
        {
            using var answer = await api.OpenAsync(call, cancel);
            if (answer.Code != 200) return Refused(await answer.ReadErrorAsync());
            if (!answer.IsJson) throw NoJson();
            return await FollowAsync(answer);
        }
        catch (CallFailedException e)
        {
            var next = Last.Length > 0 ? NextStep.WatchLater : NextStep.ListLater;
            return new StepOutcome(next, Last, ReasonOf(e.Failure), e.Message);
        }
        catch (DecodeException e)
        {
            api.Metrics.DecodeFailed(kind.Kind, e.Reason);
            return new StepOutcome(NextStep.ListLater, "", "undecodable", e.Message);
        }
    }

    private static DecodeException NoJson() =>
        new(DecodeFault.NotJsonType, "the answer to a watch is no JSON; is something between us and the API server?");

    private static string ReasonOf(CallFailure failure) => failure switch
    {
        CallFailure.TimedOut => "deadline",
        CallFailure.Lost => "lost",
        _ => "unreachable",
    };

    private async Task<StepOutcome> FollowAsync(ApiAnswer answer)
    {
        var openedAt = api.Time.GetTimestamp();
        if (Initial is null) opened();
        else Initial.Begin();

        using var lines = new WatchLines(answer);
        while (await lines.NextAsync() is { } line)
        {
            if (line.Span.Trim((byte)'\r').IsEmpty) continue;
            var @event = WatchEventReader.Read(line, kind.Kind);
            if (@event.Type == WatchEventType.Error) return Ended(@event.Object);
            if (Initial is not { IsOpen: true }) Take(@event);
            else if (TakeInitial(@event) is { } doubted) return doubted;
        }

        if (Initial is { IsOpen: true }) return StepOutcome.NotStreamed("the watch ended before the mark behind the last object came");
        return Last == start && api.Time.GetElapsedTime(openedAt) < TooShort
            ? new StepOutcome(NextStep.ListLater, "", "too_short", "the server ended the watch at once, without a word")
            : new StepOutcome(NextStep.Watch, Last, "ended");
    }

    private StepOutcome? TakeInitial(WatchEvent @event)
    {
        Watchdog?.Heard();
        if (Initial!.Take(@event) is { } doubt) return new StepOutcome(NextStep.ListLater, "", "doubted", doubt);
        if (Initial.IsOpen) return null;

        Watchdog?.Dispose();
        Last = @event.Version;
        opened();
        return null;
    }

    private void Take(WatchEvent @event)
    {
        // Events of one watch come in the order of their versions, and bookmarks may repeat one. What comes again after something
        // newer, from a server or from something in between, would bring back what is no more.
        if (VersionOrder.Compare(@event.Version, Last) <= 0)
        {
            if (@event.Type is WatchEventType.Changed or WatchEventType.Deleted) api.Metrics.RepeatDropped(kind.Kind);
            return;
        }

        if (@event.Type == WatchEventType.Changed) feed.Changed(@event.Object.Span);
        else if (@event.Type == WatchEventType.Deleted) feed.Deleted(@event.Object.Span);

        // INVARIANT: moves only after the sink has taken the event, so that a failure in between repeats it
        Last = @event.Version;
    }

    /// <summary>An ERROR ends the stream; 410 means the same here as before the stream.</summary>
    private StepOutcome Ended(ReadOnlyMemory<byte> status)
    {
        var said = ApiStatus.TryParse(status);
        var retryAfter = said?.RetryAfterSeconds is { } seconds and > 0 ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        var code = said is { Code: 0, Reason: "Expired" or "Gone" } ? 410 : said?.Code ?? 0;
        return Failed(new ApiError(code, said, IsPlainText: false, retryAfter));
    }

    /// <summary>A server whose gate is off says 422; one that minds unknown options, 400.</summary>
    private StepOutcome Refused(ApiError error) =>
        Initial is not null && error.Code is 400 or 422 ? StepOutcome.NotStreamed(error.Message) : Failed(error);

    private StepOutcome Failed(ApiError error)
    {
        if (error is { Status: null, IsPlainText: false }) api.Metrics.DecodeFailed(kind.Kind, "no_status");
        if (error.IsExpired) return new StepOutcome(NextStep.ListLater, "", "expired", error.Message);
        return error.IsBusy && Last.Length > 0
            ? new StepOutcome(NextStep.WatchLater, Last, "busy", error.Message, error.RetryAfter)
            : StepOutcome.From(error);
    }
}
