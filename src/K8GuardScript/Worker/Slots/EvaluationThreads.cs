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

    // with those that were lost, far fewer than there are slots
    private const int MostThreads = 8;

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
    private readonly EvaluationThread[] threads;
    private int lostThreads;
    private bool areSlotsGone;

    /// <param name="count">how many; bounded to what makes sense</param>
    /// <param name="slots">where threads note what they run</param>
    /// <param name="lost">told what cost a thread, before whoever waits for it</param>
    /// <param name="exhausted">told what cost one thread too many</param>
    public EvaluationThreads(int count, SlotFile slots, Action<RunMark> lost, Action<RunMark> exhausted)
    {
        (this.slots, this.lost, this.exhausted) = (slots, lost, exhausted);
        threads = [.. Enumerable.Range(0, Math.Clamp(count, 1, MostThreads)).Select(_ => Start())];
    }

    /// <inheritdoc />
    public int Count => threads.Length;

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
    public void Watch() => new Thread(Watching) { IsBackground = true, Name = "watchdog", Priority = ThreadPriority.AboveNormal }.Start();

    /// <summary>One look at each: gives up a thread that can't be stopped, and starts another one.</summary>
    public void LookOnce()
    {
        for (var place = 0; place < threads.Length; place++) Look(place);
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
            if (!threads.All(thread => thread.Thread.Join(TimeSpan.FromSeconds(2))) || lostThreads > 0) return;
            areSlotsGone = true;
            slots.Dispose();
        }
    }

    private EvaluationThread Start()
    {
        var next = new EvaluationThread(work, slots.Take());
        next.Thread.Start();
        return next;
    }

    private void Look(int place)
    {
        EvaluationThread stuck;
        RunMark mark;
        lock (gate)
        {
            // a look that was under way when all ended would read memory that is mapped no more, and that kills the process
            if (areSlotsGone || lostThreads > MostLost || threads[place].Look() < MostLooks) return;
            stuck = threads[place];
            if (stuck.GiveUp() is not { } found) return;
            mark = found;
            lostThreads++;
            if (lostThreads <= MostLost) threads[place] = Start();
        }

        lost(mark);
        if (lostThreads > MostLost) exhausted(mark);
        else stuck.Fail(mark);
    }

    private void Watching()
    {
        while (!ended.Wait(LookEvery)) LookOnce();
    }
}
