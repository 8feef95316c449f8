using K8GuardScript.Core.Guard.Clocks;


namespace K8GuardScript.Core.Tests.Guard;

/// <summary>A machine with a clock that can be set and that can sleep, a server with a clock of its own, and the guard's clock between them.</summary>
internal sealed class ClockScene
{
    private TimeSpan serverIsAhead;

    /// <param name="wallIsAhead">how wrong the machine's clock is at the start</param>
    public ClockScene(TimeSpan wallIsAhead = default)
    {
        Machine.Set(wallIsAhead);
        WallIsAhead = wallIsAhead;
        Clock = new GuardClock(Machine);
        Clock.Told += Told.Add;
    }

    public ManualTime Machine { get; } = new();

    public GuardClock Clock { get; }

    /// <summary>Every line that was told.</summary>
    public List<string> Told { get; } = [];

    /// <summary>What time it really is.</summary>
    public DateTimeOffset Truth => Machine.GetUtcNow() - WallIsAhead;

    /// <summary>How far the guard's time is from the truth.</summary>
    public TimeSpan Error => Clock.GetUtcNow() - Truth;

    private TimeSpan WallIsAhead { get; set; }

    /// <summary>Somebody sets the machine's clock.</summary>
    public void SetWall(TimeSpan by)
    {
        Machine.Set(by);
        WallIsAhead += by;
    }

    /// <summary>Somebody sets the server's clock.</summary>
    public void SetServer(TimeSpan by) => serverIsAhead += by;

    /// <summary>The machine sleeps: monotonic time stands still, the wall clock and the rest of the world go on.</summary>
    public void Sleep(TimeSpan length) => Machine.Set(length);

    /// <summary>The server answers something.</summary>
    public void Answer()
    {
        var date = Truth + serverIsAhead;
        Clock.Seen(date - TimeSpan.FromTicks(date.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
    }

    /// <summary>Time passes, with a look and an answer each second.</summary>
    public void Run(TimeSpan length, bool hears = true)
    {
        for (var second = TimeSpan.Zero; second < length; second += TimeSpan.FromSeconds(1))
        {
            Machine.Pass(TimeSpan.FromSeconds(1));
            if (hears) Answer();
            _ = Clock.Trouble;
        }
    }
}
