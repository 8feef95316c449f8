using K8GuardScript.Simulator.Requests;

namespace K8GuardScript.Simulator.Reading;

/// <summary>When a watch owes a bookmark: every minute, and two seconds before its end. Never where none were asked for.</summary>
internal sealed class BookmarkSchedule
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BeforeEnd = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _clock;
    private readonly CancellationToken _cancellation;
    private Task _tick;
    private Task _lastCall;

    public BookmarkSchedule(ListOptions options, TimeProvider clock, CancellationToken cancellation)
    {
        _clock = clock;
        _cancellation = cancellation;
        _lastCall = options.AllowBookmarks && options.Timeout is { } timeout && timeout > BeforeEnd ? Wait(timeout - BeforeEnd) : Never();
        _tick = options.AllowBookmarks ? Wait(Period) : Never();
    }

    /// <summary>A bookmark is due since the last wait.</summary>
    public bool Due { get; private set; }

    /// <summary>Completes with the first of: the given task, the next bookmark, the cancellation.</summary>
    public async Task WaitAsync(Task changed)
    {
        var first = await Task.WhenAny(changed, _tick, _lastCall);
        Due = first != changed && !_cancellation.IsCancellationRequested;
        if (first == _tick) _tick = Wait(Period);
        if (first == _lastCall) _lastCall = Never();
    }

    private Task Wait(TimeSpan time) => Task.Delay(time, _clock, _cancellation);

    private Task Never() => Task.Delay(Timeout.InfiniteTimeSpan, _clock, _cancellation);
}
