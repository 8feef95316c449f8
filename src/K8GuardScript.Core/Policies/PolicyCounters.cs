using K8GuardScript.Core.Cluster;

namespace K8GuardScript.Core.Policies;

/// <summary>Counts what one revision of a policy did. Safe from any thread.</summary>
internal sealed class PolicyCounters
{
    /// <summary>As many kinds a policy may look up: each is watched, and a kind's name may come from what is judged.</summary>
    public const int MaxLookedUp = 32;

    /// <summary>So many runs in a row that spent all they may say that the rest will too.</summary>
    public const int MostSpentRuns = 5;

    private readonly Lock gate = new();
    private volatile KindName[] lookedUp = [];
    private long evaluations;
    private long faults;
    private long spentTicks;
    private int faultTold;
    private int spentRuns;
    private int missingTold;
    private int slowedTold;
    private volatile bool readsImages;
    private volatile bool asks;
    private volatile bool isPastKnown;
    private volatile string? lastFault;

    /// <summary>Verdicts that came out, whatever they were.</summary>
    public long Evaluations => Interlocked.Read(ref evaluations);

    /// <summary>Verdicts that did not, because a rule broke.</summary>
    public long Faults => Interlocked.Read(ref faults);

    /// <summary>Time that its rules ran for, faults and all.</summary>
    public TimeSpan Spent => TimeSpan.FromTicks(Interlocked.Read(ref spentTicks));

    /// <summary>The latest fault, for people.</summary>
    public string? LastFault => lastFault;

    /// <summary>Whether a rule ever asked for the size of an image: such policies are evaluated again when nodes report new ones.</summary>
    public bool ReadsImages
    {
        get => readsImages;
        set => readsImages = value;
    }

    /// <summary>Whether any of its verdicts, or those of an earlier version, ever asked for other objects.</summary>
    public bool Asks
    {
        get => asks;
        set => asks = value;
    }

    /// <summary>Whether it is known if an earlier version asked.</summary>
    public bool IsPastKnown
    {
        get => isPastKnown;
        set => isPastKnown = value;
    }

    /// <summary>The kinds that its rules ever looked up: they must be watched.</summary>
    public IReadOnlyCollection<KindName> LookedUp => lookedUp;

    /// <summary>Notes a kind that a rule looks up; its version does not matter.</summary>
    /// <returns>false if it would be one more than <see cref="MaxLookedUp"/>: nothing is noted</returns>
    public bool NoteLookUp(KindName kind)
    {
        foreach (var known in lookedUp)
        {
            if (known.Kind == kind.Kind && known.Group == kind.Group) return true;
        }

        lock (gate)
        {
            if (lookedUp.Any(known => known.Kind == kind.Kind && known.Group == kind.Group)) return true;
            if (lookedUp.Length == MaxLookedUp) return false;
            lookedUp = [.. lookedUp, kind];
            return true;
        }
    }

    /// <summary>True once, after the first fault: whoever gets it tells people, and every later fault is only counted.</summary>
    public bool IsFaultToTell() => Faults > 0 && Interlocked.Exchange(ref faultTold, 1) == 0;

    /// <summary>
    /// Notes an object that was to be reported on and is not there. That is no fault of the verdict, and is shown like one.
    /// </summary>
    /// <returns>true once: whoever gets it tells people</returns>
    public bool IsMissingToTell(string what)
    {
        lastFault = what;
        return Interlocked.Exchange(ref missingTold, 1) == 0;
    }

    /// <summary>How its last runs kept to the time that they may take.</summary>
    public RunTimes Times { get; } = new();

    /// <summary>Whether it takes so long that it is judged apart.</summary>
    public bool IsSlowed => Times.Pace == Pace.Slowed;

    /// <summary>True once, after it was first slowed down: whoever gets it tells people.</summary>
    public bool IsSlowedToTell() => IsSlowed && Volatile.Read(ref slowedTold) == 0 && Interlocked.Exchange(ref slowedTold, 1) == 0;

    /// <param name="runs">how many, at least one</param>
    /// <param name="spent">the time that they took together</param>
    public void CountTime(int runs, TimeSpan spent)
    {
        Interlocked.Add(ref spentTicks, spent.Ticks);
        Times.Add(runs, spent);
    }

    /// <summary>Whether it holds up all others: its last runs each spent all they may, or took far too long on average.</summary>
    public bool IsTooCostly => HasSpentAll || Times.Pace == Pace.TooSlow;

    /// <summary>Whether its last runs each spent all they may.</summary>
    public bool HasSpentAll => Volatile.Read(ref spentRuns) >= MostSpentRuns;

    /// <summary>Verdicts came out. Called for many at once where there are many, as other threads count too.</summary>
    public void CountEvaluations(int count)
    {
        EndRow();
        Interlocked.Add(ref evaluations, count);
    }

    /// <summary>A run came to an end: those that spent all they may are not in a row any more.</summary>
    public void EndRow()
    {
        if (Volatile.Read(ref spentRuns) != 0) Volatile.Write(ref spentRuns, 0);
    }

    /// <param name="what">for people</param>
    /// <param name="isSpent">it spent all it may</param>
    public void CountFault(string what, bool isSpent)
    {
        if (isSpent) Interlocked.Increment(ref spentRuns);
        else Volatile.Write(ref spentRuns, 0);
        lastFault = what;
        Interlocked.Increment(ref faults);
    }
}
