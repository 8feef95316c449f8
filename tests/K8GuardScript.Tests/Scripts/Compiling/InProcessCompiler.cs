using K8GuardScript.Scripts.Compiling;

namespace K8GuardScript.Tests.Scripts.Compiling;

/// <summary>Compiles in this process, without limits.</summary>
internal sealed class InProcessCompiler(TimeProvider clock) : IScriptCompiler
{
    /// <inheritdoc />
    public Task<IReadOnlyList<JobAnswer>> RunAsync(JobBatch batch, CancellationToken cancel) =>
        Task.FromResult(new JobRunner(clock).Run(batch, compiled: null, cancel));
}
