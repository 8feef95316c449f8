using K8GuardScript.Compiler;

namespace K8GuardScript.Scripts.Compiling;

/// <summary>Does jobs in this process, on all processors, on threads with the stack that rules have in the worker.</summary>
internal sealed class JobRunner(TimeProvider clock)
{
    /// <summary>The stack of every thread that runs scripts.</summary>
    public const int StackBytes = 16 << 20;

    /// <param name="batch">the jobs</param>
    /// <param name="compiled">told when a job's script is compiled and about to be run, from any thread; null for nobody</param>
    /// <param name="cancel">stops between and within jobs</param>
    public IReadOnlyList<JobAnswer> Run(JobBatch batch, Action<int>? compiled, CancellationToken cancel)
    {
        var answers = new JobAnswer[batch.Jobs.Count];
        var failures = new List<Exception>();
        var next = -1;
        var threads = Enumerable.Range(0, Math.Min(Environment.ProcessorCount, answers.Length)).Select(_ => new Thread(Work, StackBytes)).ToList();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        cancel.ThrowIfCancellationRequested();
        return failures.Count == 0 ? answers : throw new AggregateException(failures);

        void Work()
        {
            try
            {
                for (var i = Interlocked.Increment(ref next); i < answers.Length; i = Interlocked.Increment(ref next))
                {
                    var index = i;
                    answers[i] = Run(batch.Jobs[i], batch, () => compiled?.Invoke(index), cancel);
                }
            }
            catch (Exception failure)
            {
                // INVARIANT: nothing that is thrown here ends the process; the caller gets it.
                lock (failures) failures.Add(failure);
            }
        }
    }

    private JobAnswer Run(ScriptJob job, JobBatch batch, Action compiled, CancellationToken cancel)
    {
        var answer = job.Compiled is { } known ? new JobAnswer(known, [], TimeSpan.Zero, null) : Compile(job, cancel);
        if (job.FirstRun is not { } wish || answer.Compiled is not { } script) return answer;

        // INVARIANT: what the gate refuses is not run here either: the compiler's process may do what the worker may.
        var refusals = EmittedGate.Check(script.Pe);
        if (refusals.Count > 0)
            return answer with { FirstRun = new FirstRunAnswer(null, [], [.. refusals.Select(why => EmittedGate.Refusal(job.Name, why))], []) };

        compiled();
        return answer with { FirstRun = FirstRun.Of(job.Name, script, wish, batch.Values, clock.GetUtcNow()) };
    }

    private JobAnswer Compile(ScriptJob job, CancellationToken cancel)
    {
        var started = clock.GetTimestamp();
        var result = ScriptCompiler.Compile(new ScriptSource(job.Name, job.Text, "", job.Libraries), cancel);
        return new JobAnswer(result.Script, result.Problems, clock.GetElapsedTime(started), null);
    }
}
