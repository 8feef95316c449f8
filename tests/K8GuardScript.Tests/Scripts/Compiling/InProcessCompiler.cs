namespace K8GuardScript.Scripts.Compiling;

/// <summary>Compiles in this process, without limits: for what a user runs by hand on own scripts, and for tests.</summary>
internal sealed class InProcessCompiler(TimeProvider clock) : IScriptCompiler
{
    /// <inheritdoc />
    public Task<IReadOnlyList<JobAnswer>> RunAsync(JobBatch batch, CancellationToken cancel) =>
        Task.FromResult(new JobRunner(clock).Run(batch, compiled: null, cancel));
}
