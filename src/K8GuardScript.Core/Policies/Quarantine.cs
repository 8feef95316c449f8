namespace K8GuardScript.Core.Policies;

/// <summary>
/// Versions of policies that cost a thread or a process, and so are out of force. Decides, and has it stored; safe from any thread.
/// Another version of the policy is not held.
/// </summary>
/// <param name="store">where it outlives the process</param>
/// <param name="clock">tells the time of strikes</param>
internal sealed class Quarantine(IQuarantineStore store, TimeProvider clock)
{
    /// <summary>
    /// Two deaths on the same object within this time are no chance. On different objects they may well be: where rules run all the
    /// time, whoever kills the process hits one of them.
    /// </summary>
    public static readonly TimeSpan StrikeMemory = TimeSpan.FromHours(1);

    /// <summary>So many deaths, each within <see cref="StrikeMemory"/> of the last, are no chance on whatever objects.</summary>
    public const int MostStrikes = 5;

    private const int Most = 200;

    private readonly Lock gate = new();
    private List<HeldPolicy> entries = [.. store.Read()];
    private int edition;

    /// <summary>Another number whenever something changed.</summary>
    public int Edition => Volatile.Read(ref edition);

    /// <summary>What is known; also what was put back.</summary>
    public IReadOnlyList<HeldPolicy> All()
    {
        lock (gate) return entries;
    }

    /// <summary>Why this version is out of force; null if it is not.</summary>
    public HeldPolicy? Of(string name, string version)
    {
        lock (gate) return entries.Find(entry => entry.IsOut && entry.Mark.Name == name && entry.Mark.Version == version);
    }

    /// <summary>The process died while this ran. Anything may have killed it, so at first that is only a suspicion.</summary>
    public void ProcessDied(RunMark mark)
    {
        var now = clock.GetUtcNow();
        HeldPolicy? before;
        lock (gate) before = entries.Find(entry => entry.Mark.IsSameVersion(mark));
        if (before is { State: HoldState.Parked or HoldState.Quarantined }) return;

        var isRecent = before is not null && now - before.At < StrikeMemory;
        var strikes = isRecent ? before!.Strikes + 1 : 1;
        var isSameObject = isRecent && before!.Mark.Object == mark.Object;
        Put(isSameObject || strikes == MostStrikes
            ? new HeldPolicy(
                mark, HoldState.Quarantined, $"the guard died {strikes} times within the hour while it ran, at last{mark.OnWhat}", now, strikes)
            : new HeldPolicy(
                mark, HoldState.OnTrial, $"the guard died while it ran{mark.OnWhat}; it is being tried in a process of its own", now, strikes));
    }

    /// <summary>This could not be stopped.</summary>
    public void Park(RunMark mark) => Park(mark, $"it could not be stopped{mark.OnWhat}, and cost a thread");

    /// <summary>This holds up all others.</summary>
    /// <param name="mark">which</param>
    /// <param name="why">for people</param>
    public void Park(RunMark mark, string why) => Put(new HeldPolicy(mark, HoldState.Parked, why, clock.GetUtcNow()));

    /// <summary>It stood its trial.</summary>
    public void Release(HeldPolicy entry) => Put(entry with { State = HoldState.Released, Why = "tried, and put back" });

    /// <summary>It did not stand its trial.</summary>
    /// <param name="entry">which</param>
    /// <param name="why">for people</param>
    public void Condemn(HeldPolicy entry, string why) => Put(entry with { State = HoldState.Quarantined, Why = why });

    private void Put(HeldPolicy held)
    {
        lock (gate)
        {
            entries = [.. entries.Where(entry => !entry.Mark.IsSameVersion(held.Mark)).Append(held).TakeLast(Most)];
            Interlocked.Increment(ref edition);
            store.Write(entries);
        }
    }
}
