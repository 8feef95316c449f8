namespace K8GuardScript.Scripts.Compiling;

/// <summary>Compiles scripts and runs them for the first time.</summary>
internal interface IScriptCompiler
{
    /// <returns>one answer for each job, in order; what goes wrong with a script is in its answer</returns>
    Task<IReadOnlyList<JobAnswer>> RunAsync(JobBatch batch, CancellationToken cancel);
}
