using K8GuardScript.Core.Evaluate;

namespace K8GuardScript.Tests.Worker;

/// <summary>Fails as often as it is told to, and then runs everything on the caller's thread.</summary>
internal sealed class FailingThreads(params Exception[] failures) : IEvaluationThreads
{
    private readonly Queue<Exception> failures = new(failures);

    public int Count => 1;

    public Task<T> RunAsync<T>(Func<IRunSlot, T> work, CancellationToken cancel)
    {
        lock (failures)
        {
            return failures.TryDequeue(out var failure) ? Task.FromException<T>(failure) : InlineEvaluation.Instance.RunAsync(work, cancel);
        }
    }
}
