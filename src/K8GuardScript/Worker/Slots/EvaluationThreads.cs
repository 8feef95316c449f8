using System.Collections.Concurrent;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Policies;

namespace K8GuardScript.Worker.Slots;

/// <summary>
/// The threads that run scripts, and the watchdog over them. What is metered is stopped from within after half a second; a run that
/// is still there after more than a second can't be stopped at all, and costs its thread.
/// </summary>
internal sealed class EvaluationThreads : IEvaluationThreads, IDisposable
{
    /// <summary>Threads that may be lost before the process had better start anew.</summary>
    public const int MostLost = 2;

    /// <summary>How often the watchdog looks.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    // counted in looks and not in time: where the whole machine stands still, the watchdog does too, and blames nobody
    private const int MostLooks = 12;

    private readonly BlockingCollection<EvaluationWork> work = [];
    private readonly SlotFile slots;
    private readonly Action<RunMark> lost;
    private readonly Action<RunMark> exhausted;
    private readonly Lock gate = new();
    private readonly ManualResetEventSlim ended = new();
    private EvaluationThread thread;
    private int lostThreads;

    /// <param name="slots">where threads note what they run</param>
    /// <param name="lost">told what cost a thread, before whoever waits for it</param>
    /// <param name="exhausted">told what cost one thread too many</param>
    public EvaluationThreads(SlotFile slots, Action<RunMark> lost, Action<RunMark> exhausted)
    {
        (this.slots, this.lost, this.exhausted) = (slots, lost, exhausted);
        thread = Start();
    }

    /// <summary>What ran when the process before this one died.</summary>
    public IReadOnlyList<RunMark> LeftOver => slots.LeftOver;

    /// <inheritdoc />
    public Task<T> RunAsync<T>(Func<IRunSlot, T> work, CancellationToken cancel)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        this.work.Add(
            new EvaluationWork(
                slot =>
                {
                    try
                    {
                        if (cancel.IsCancellationRequested) done.TrySetCanceled(cancel);
                        else done.TrySetResult(work(slot));
                    }
                    catch (Exception failure)
                    {
                        done.TrySetException(failure);
                    }
                },
                failure => done.TrySetException(failure)),
            cancel);
        return done.Task;
    }

    /// <summary>Starts to look after the threads.</summary>
    public void Watch() => new Thread(Look) { IsBackground = true, Name = "watchdog", Priority = ThreadPriority.AboveNormal }.Start();

    /// <summary>One look: gives up a thread that can't be stopped, and starts another one.</summary>
    public void LookOnce()
    {
        EvaluationThread stuck;
        RunMark mark;
        lock (gate)
        {
            if (lostThreads > MostLost || thread.Look() < MostLooks) return;
            stuck = thread;
            if (stuck.GiveUp() is not { } found) return;
            mark = found;
            lostThreads++;
            if (lostThreads <= MostLost) thread = Start();
        }

        lost(mark);
        if (lostThreads > MostLost) exhausted(mark);
        else stuck.Fail(mark);
    }

    /// <summary>Ends the threads that can be ended.</summary>
    public void Dispose()
    {
        // the container asks once for each name that it knows this by
        if (ended.IsSet) return;
        ended.Set();
        work.CompleteAdding();
        lock (gate)
        {
            // INVARIANT: the slots stay mapped while a thread may write to them.
            if (thread.Thread.Join(TimeSpan.FromSeconds(2)) && lostThreads == 0) slots.Dispose();
        }
    }

    private EvaluationThread Start()
    {
        var next = new EvaluationThread(work, slots.Take());
        next.Thread.Start();
        return next;
    }

    private void Look()
    {
        while (!ended.Wait(LookEvery)) LookOnce();
    }
}
