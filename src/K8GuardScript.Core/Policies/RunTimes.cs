namespace K8GuardScript.Core.Policies;

/// <summary>How a policy keeps to the time that it may take.</summary>
internal enum Pace
{
    /// <summary>It does.</summary>
    Quick,

    /// <summary>It takes long: it is judged apart, so that it holds up none of the others.</summary>
    Slowed,

    /// <summary>It takes so long that it can't be judged at all.</summary>
    TooSlow,
}

/// <summary>The times of a policy's last runs. Safe from any thread.</summary>
/// <remarks>Runs that were not made yet count as if they took no time, so that a first slow one alone says nothing.</remarks>
internal sealed class RunTimes
{
    /// <summary>So many runs are looked at.</summary>
    public const int Runs = 64;

    /// <summary>A policy whose runs take longer than this on average is slowed down; it is quick again below half of it.</summary>
    public static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(10);

    /// <summary>One whose runs take longer than this on average is parked.</summary>
    public static readonly TimeSpan MostTime = TimeSpan.FromMilliseconds(100);

    /// <summary>More than a run may take is not its own doing: the machine stood still.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);

    private readonly Lock gate = new();
    private readonly int[] microseconds = new int[Runs];
    private int next;
    private long sum;
    private volatile Pace pace;

    public Pace Pace => pace;

    /// <summary>The mean of the last <see cref="Runs"/> runs.</summary>
    public TimeSpan Mean
    {
        get
        {
            lock (gate) return TimeSpan.FromMicroseconds(sum / Runs);
        }
    }

    /// <param name="runs">how many, at least one</param>
    /// <param name="took">all of them together</param>
    public void Add(int runs, TimeSpan took)
    {
        var each = took / runs;
        var time = (int)(each < Longest ? each : Longest).TotalMicroseconds;
        lock (gate)
        {
            for (var left = Math.Min(runs, Runs); left > 0; left--)
            {
                sum += time - microseconds[next];
                microseconds[next] = time;
                next = (next + 1) % Runs;
            }

            var mean = TimeSpan.FromMicroseconds(sum / Runs);
            if (mean > MostTime) pace = Pace.TooSlow;
            else if (mean > Budget) pace = Pace.Slowed;
            else if (mean < Budget / 2) pace = Pace.Quick;
            else if (pace == Pace.TooSlow) pace = Pace.Slowed;
        }
    }
}
