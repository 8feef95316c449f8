namespace K8GuardScript.Core.Guard.Clocks;

/// <summary>
/// The time by which the guard counts: an instant on which the machine's clock and the API server's agreed, and the monotonic time that has
/// passed since. Somebody who sets one clock moves nothing; after a sleep both clocks say so, and then it is right again.
/// </summary>
/// <remarks>
/// Timestamps and timers are the machine's. While the server can't be reached, what it said last and the monotonic time since then hold.
/// Before both ever agreed it is the server's time, by which the objects are stamped, or the machine's where that is not known either.
/// Safe from any thread.
/// </remarks>
internal sealed class GuardClock : TimeProvider, IClockHealth, IServerClock, IWallOffset
{
    /// <summary>Clocks that are further apart than this do not agree.</summary>
    public static readonly TimeSpan MostApart = TimeSpan.FromMinutes(2);

    /// <summary>A wall clock that moves this much against monotonic time has jumped; less is worked off.</summary>
    public static readonly TimeSpan LeastJump = TimeSpan.FromSeconds(10);

    // those who did not agree must come a little nearer than they needed to be, so that the border is not crossed with each answer
    private static readonly TimeSpan AgainApart = MostApart - TimeSpan.FromSeconds(5);

    private readonly TimeProvider inner;
    private readonly Lock gate = new();
    private readonly ClockReader reader;
    private volatile ClockAnchor anchor;
    private TimeSpan offset;
    private TimeSpan jumped;
    private (DateTimeOffset Time, long Timestamp)? server;
    private DateTimeOffset? ledger;
    private bool hasAgreed;
    private ClockTrouble kind = ClockTrouble.Unheard;
    private string? trouble = ClockTexts.Unheard;

    public GuardClock(TimeProvider inner)
    {
        this.inner = inner;
        reader = new ClockReader(inner);
        var (wall, timestamp) = reader.Read();
        anchor = new ClockAnchor(wall, timestamp, TimeSpan.Zero);
    }

    /// <summary>Is told in one line when the time can't be trusted any more, for another reason, or again. Must be quick.</summary>
    public event Action<string>? Told;

    /// <inheritdoc />
    public string? Trouble
    {
        get
        {
            lock (gate)
            {
                Look();
                return trouble;
            }
        }
    }

    /// <inheritdoc />
    public TimeSpan WallOffset => reader.OffsetOf(reader.Read());

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    /// <inheritdoc />
    public override long TimestampFrequency => inner.TimestampFrequency;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow()
    {
        var from = anchor;
        return from.After(inner.GetElapsedTime(from.Timestamp));
    }

    /// <inheritdoc />
    public override long GetTimestamp() => inner.GetTimestamp();

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, dueTime, period);

    /// <summary>The ledger was last written at this time: if that is yet to come, a clock was wrong then, or is now.</summary>
    public void LedgerSays(DateTimeOffset last)
    {
        lock (gate)
        {
            ledger = last;
            Look();
        }
    }

    /// <inheritdoc />
    public void Seen(DateTimeOffset date, TimeSpan roundTrip)
    {
        lock (gate)
        {
            Look();
            var (_, timestamp) = reader.Read();

            // the header leaves half a second out on average
            server = (date + TimeSpan.FromSeconds(0.5) + (roundTrip / 2), timestamp);
            Look();
        }
    }

    private void Look()
    {
        var (wall, timestamp) = reader.Read();
        var now = reader.OffsetOf((wall, timestamp));
        var moved = now - offset;
        offset = now;
        if (moved.Duration() >= LeastJump)
        {
            // what it said before does not tell how long a sleep was
            jumped = moved;
            server = null;
        }

        var heard = server is { } said ? said.Time + inner.GetElapsedTime(said.Timestamp, timestamp) : (DateTimeOffset?)null;
        Turn(Judge(wall, heard), wall, heard);
        if (kind is ClockTrouble.None or ClockTrouble.LedgerAhead) Follow(wall, timestamp);
        else if (!hasAgreed && heard is { } theirs) anchor = new ClockAnchor(theirs, timestamp, TimeSpan.Zero);
    }

    private ClockTrouble Judge(DateTimeOffset wall, DateTimeOffset? heard)
    {
        if (heard is not { } theirs) return hasAgreed ? ClockTrouble.Jumped : ClockTrouble.Unheard;
        if ((wall - theirs).Duration() > (kind == ClockTrouble.Apart ? AgainApart : MostApart)) return ClockTrouble.Apart;
        return ledger > wall + MostApart ? ClockTrouble.LedgerAhead : ClockTrouble.None;
    }

    private void Turn(ClockTrouble to, DateTimeOffset wall, DateTimeOffset? heard)
    {
        if (to == kind && to != ClockTrouble.Jumped) return;
        var isNew = to != kind;
        kind = to;
        trouble = ClockTexts.Of(to, wall, heard, jumped, ledger);
        if (to == ClockTrouble.None) ledger = null;
        if (isNew && ClockTexts.Change(trouble, wall, wall - GetUtcNow(), hasAgreed) is { } change) Told?.Invoke(change);
    }

    private void Follow(DateTimeOffset wall, long timestamp)
    {
        var mine = anchor.After(inner.GetElapsedTime(anchor.Timestamp, timestamp));
        var error = wall - mine;
        anchor = hasAgreed && error.Duration() < LeastJump
            ? new ClockAnchor(mine, timestamp, error)
            : new ClockAnchor(wall, timestamp, TimeSpan.Zero);
        hasAgreed = true;
    }
}
