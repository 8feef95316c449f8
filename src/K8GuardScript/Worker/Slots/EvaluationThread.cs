using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Scripts.Compiling;

namespace K8GuardScript.Worker.Slots;

/// <summary>A thread that runs scripts, with its slot. It can be given up, but not ended.</summary>
internal sealed class EvaluationThread
{
    private readonly BlockingCollection<EvaluationWork> work;
    private readonly EvaluationSlot slot;
    private EvaluationWork? current;
    private volatile bool isLost;
    private long seenRun = -1;
    private int seenTimes;

    /// <param name="work">what it takes its work from, with others</param>
    /// <param name="slot">its own</param>
    public EvaluationThread(BlockingCollection<EvaluationWork> work, EvaluationSlot slot)
    {
        (this.work, this.slot) = (work, slot);
        Thread = new Thread(Work, JobRunner.StackBytes) { IsBackground = true, Name = "evaluation" };
    }

    public Thread Thread { get; }

    /// <summary>Looks whether it is still at the same run as at the last looks.</summary>
    /// <returns>at how many looks in a row it was</returns>
    public int Look()
    {
        var run = slot.Run;
        seenTimes = slot.IsBusy && run == seenRun ? seenTimes + 1 : 0;
        seenRun = run;
        return seenTimes;
    }

    /// <summary>It will get no more work, unless it is past what it was at when it was looked at.</summary>
    /// <returns>what it can't get past; null if it can</returns>
    public RunMark? GiveUp()
    {
        var mark = slot.Mark;

        // INVARIANT: what is blamed is what ran all the time, and not what came next just now.
        if (!slot.IsBusy || slot.Run != seenRun) return null;
        isLost = true;
        slot.GiveUp(mark);
        return mark;
    }

    /// <summary>Tells whoever waits that nothing will come.</summary>
    public void Fail(RunMark mark) => Volatile.Read(ref current)?.Fail(new LostRunException(mark));

    private void Work()
    {
        while (!isLost && Step())
        {
            // one after another, each in a frame of its own, so that what is done is held by nothing here
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Step()
    {
        if (!work.TryTake(out var next, Timeout.Infinite)) return false;
        Volatile.Write(ref current, next);
        next.Run(slot);
        Volatile.Write(ref current, null);
        slot.Forget();
        return true;
    }
}
