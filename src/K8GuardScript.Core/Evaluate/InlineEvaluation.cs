using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Policies;

namespace K8GuardScript.Core.Evaluate;

/// <summary>Runs scripts on the caller's thread, unwatched: for what is no worker.</summary>
internal sealed class InlineEvaluation : IEvaluationThreads, IRunSlot
{
    public static InlineEvaluation Instance { get; } = new();

    /// <inheritdoc />
    public int Count => 1;

    /// <inheritdoc />
    public Task<T> RunAsync<T>(Func<IRunSlot, T> work, CancellationToken cancel) => Task.FromResult(work(this));

    /// <inheritdoc />
    public void Enter(Policy policy, in ObjectKey key)
    {
        // nobody reads it
    }

    /// <inheritdoc />
    public void Enter(string file, string version)
    {
        // nobody reads it
    }

    /// <inheritdoc />
    public void Leave()
    {
        // nobody reads it
    }
}
