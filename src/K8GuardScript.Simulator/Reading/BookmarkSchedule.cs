using K8GuardScript.Simulator.Requests;

namespace K8GuardScript.Simulator.Reading;

/// <summary>When a watch owes a bookmark: every minute, and two seconds before its end. Never where none were asked for.</summary>
internal sealed class BookmarkSchedule
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BeforeEnd = TimeSpan.FromSeconds(2);

    private readonly TimeProvider clock;
    private readonly CancellationToken cancellation;
    private Task tick;
    private Task lastCall;

    public BookmarkSchedule(ListOptions options, TimeProvider clock, CancellationToken cancellation)
    {
        this.clock = clock;
        this.cancellation = cancellation;
        lastCall = options.AllowBookmarks && options.Timeout is { } timeout && timeout > BeforeEnd ? Wait(timeout - BeforeEnd) : Never();
        tick = options.AllowBookmarks ? Wait(Period) : Never();
    }

    /// <summary>A bookmark is due since the last wait.</summary>
    public bool Due { get; private set; }

    /// <summary>Completes with the first of: the given task, the next bookmark, the cancellation.</summary>
    public async Task WaitAsync(Task changed)
    {
        var first = await Task.WhenAny(changed, tick, lastCall);
        Due = first != changed && !this.cancellation.IsCancellationRequested;
        if (first == tick) tick = Wait(Period);
        if (first == lastCall) lastCall = Never();
    }

    private Task Wait(TimeSpan time) => Task.Delay(time, this.clock, this.cancellation);

    private Task Never() => Task.Delay(Timeout.InfiniteTimeSpan, this.clock, this.cancellation);
}
