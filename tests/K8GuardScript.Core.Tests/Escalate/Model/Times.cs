using K8GuardScript.Core.Guard.Clocks;


namespace K8GuardScript.Core.Tests.Escalate.Model;

/// <summary>What time it is: in truth, which the server knows, to the machine, and to the guard between the two.</summary>
internal sealed class Times
{
    private static readonly TimeSpan Apart = TimeSpan.FromMinutes(2);
    private readonly ManualTime machine = new();
    private TimeSpan wallIsAhead;

    public Times() => Restart();

    /// <summary>The clock of the guard's present process.</summary>
    public GuardClock Clock { get; private set; } = null!;

    /// <summary>The server does not answer.</summary>
    public bool IsMute { get; set; }

    /// <summary>How long the machine ran so far.</summary>
    public TimeSpan Ran { get; private set; }

    public DateTimeOffset Truth => machine.GetUtcNow() - wallIsAhead;

    /// <summary>To the guard.</summary>
    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>Nothing that rests on the time may be done now.</summary>
    public bool IsWrong => wallIsAhead.Duration() > Apart || (Now - Truth).Duration() > Apart;

    public void Pass(TimeSpan time)
    {
        machine.Pass(time);
        Ran += time;
        Hear();
    }

    /// <summary>Somebody sets the machine's clock so far from the truth.</summary>
    public void SetWall(TimeSpan ahead)
    {
        machine.Set(ahead - wallIsAhead);
        wallIsAhead = ahead;
    }

    /// <summary>The machine sleeps.</summary>
    public void Sleep(TimeSpan time) => machine.Set(time);

    /// <summary>The server answers, if it does: the header knows whole seconds, and half a second is added to it.</summary>
    public void Hear()
    {
        if (!IsMute) Clock.Seen(Truth - TimeSpan.FromSeconds(0.5), TimeSpan.Zero);
        _ = Clock.Trouble;
    }

    /// <summary>Another process: it begins with a list, so that it hears the server before anything else.</summary>
    public void Restart()
    {
        Clock = new GuardClock(machine);
        IsMute = false;
        Hear();
    }
}
