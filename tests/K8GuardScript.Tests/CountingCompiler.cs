using K8GuardScript.Scripts.Compiling;

namespace K8GuardScript.Tests;

/// <summary>Remembers what it was asked.</summary>
internal sealed class CountingCompiler(IScriptCompiler inner) : IScriptCompiler
{
    public List<ScriptJob> Jobs { get; } = [];

    /// <summary>The names of scripts that it compiled.</summary>
    public IEnumerable<string> Compiled => Jobs.Where(job => job.Compiled is null).Select(job => job.Name);

    public Task<IReadOnlyList<JobAnswer>> RunAsync(JobBatch batch, CancellationToken cancel)
    {
        Jobs.AddRange(batch.Jobs);
        return inner.RunAsync(batch, cancel);
    }
}
