using K8GuardScript.Compiler;

namespace K8GuardScript.Scripts.Compiling;

/// <summary>
/// Compiles in a process of its own, which stays a few minutes for the next edit. A script that kills it, or makes it hang, is
/// found by trying one after another, and refused; the others go on.
/// </summary>
/// <param name="command">how it is started</param>
/// <param name="folder">where it stands; empty</param>
/// <param name="limits">what it may take</param>
/// <param name="clock">the clock</param>
/// <param name="log">told when it is lost</param>
internal sealed partial class ChildCompiler(
    CompilerCommand command, string folder, CompilerLimits limits, TimeProvider clock, ILogger<ChildCompiler> log) : IScriptCompiler, IAsyncDisposable
{
    private const int MostPerBatch = 32;

    private readonly SemaphoreSlim turn = new(1);
    private CompilerProcess? process;
    private ITimer? leaving;
    private bool isDisposed;

    /// <summary>The process that waits for the next edit, or null.</summary>
    public int? ProcessId => process is { IsAlive: true } alive ? alive.Id : null;

    /// <inheritdoc />
    public async Task<IReadOnlyList<JobAnswer>> RunAsync(JobBatch batch, CancellationToken cancel)
    {
        await turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            var answers = new List<JobAnswer>();
            foreach (var some in batch.Jobs.Chunk(MostPerBatch))
                answers.AddRange(await SomeAsync(batch with { Jobs = some }, cancel).ConfigureAwait(false));
            return answers;
        }
        catch
        {
            await EndAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            leaving ??= clock.CreateTimer(_ => _ = LeaveAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            leaving.Change(limits.Stay, Timeout.InfiniteTimeSpan);
            turn.Release();
        }
    }

    /// <summary>Ends the process, also in the middle of its work.</summary>
    public async ValueTask DisposeAsync()
    {
        isDisposed = true;
        leaving?.Dispose();
        await EndAsync().ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<JobAnswer>> SomeAsync(JobBatch batch, CancellationToken cancel)
    {
        try
        {
            return await AskAsync(batch, cancel).ConfigureAwait(false);
        }
        catch (CompilerLostException lost)
        {
            await EndAsync().ConfigureAwait(false);
            if (batch.Jobs.Count == 1) return [await AgainAsync(batch, lost, cancel).ConfigureAwait(false)];
        }

        var answers = new List<JobAnswer>();
        foreach (var job in batch.Jobs) answers.AddRange(await SomeAsync(batch with { Jobs = [job] }, cancel).ConfigureAwait(false));
        return answers;
    }

    // anything may have killed it, such as the node's want of memory; what kills a second process, alone in it, is no accident
    private async Task<JobAnswer> AgainAsync(JobBatch one, CompilerLostException lost, CancellationToken cancel)
    {
        if (!lost.IsDeath) return Blame(one.Jobs[0], lost);
        try
        {
            return (await AskAsync(one, cancel).ConfigureAwait(false))[0];
        }
        catch (CompilerLostException again)
        {
            await EndAsync().ConfigureAwait(false);
            return Blame(one.Jobs[0], again);
        }
    }

    private async Task<IReadOnlyList<JobAnswer>> AskAsync(JobBatch batch, CancellationToken cancel)
    {
        try
        {
            if (process is not { IsAlive: true }) process = await CompilerProcess.StartAsync(command, folder, limits, clock, cancel).ConfigureAwait(false);
        }
        catch (CompilerLostException failure)
        {
            CompilerMissing(log, failure.Message);
            return [.. batch.Jobs.Select(job => Unanswered(job, failure))];
        }

        return await process.AskAsync(batch, limits.Batch + (limits.Script * batch.Jobs.Count), cancel).ConfigureAwait(false);
    }

    private JobAnswer Blame(ScriptJob job, CompilerLostException lost)
    {
        CompilerLost(log, job.Name, lost.Message);
        if (lost.Running.Count > 0)
        {
            var failed = new ScriptError(job.Name, null, null, null, $"first run failed: the process that ran it had to be given up: {lost.Message}");
            return new JobAnswer(null, [], TimeSpan.Zero, new FirstRunAnswer(null, [], [failed], []));
        }

        return Refused(job, $"the compiler died of this script: {lost.Message}", "make it simpler: fewer nested calls, shorter expressions");
    }

    private static JobAnswer Unanswered(ScriptJob job, CompilerLostException failure) => Refused(job, failure.Message, null) with { IsUnanswered = true };

    private static JobAnswer Refused(ScriptJob job, string why, string? hint) =>
        new(null, [new ScriptProblem(job.Name, 1, 1, JobAnswer.CompilerCode, why, IsError: true, hint)], TimeSpan.Zero, null);

    private async Task LeaveAsync()
    {
        if (!await turn.WaitAsync(TimeSpan.Zero).ConfigureAwait(false)) return;
        try
        {
            await EndAsync().ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task EndAsync()
    {
        var ending = Interlocked.Exchange(ref process, null);
        if (ending is not null) await ending.DisposeAsync().ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "the compiler was lost over {script}: {reason}")]
    private static partial void CompilerLost(ILogger log, string script, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{reason}")]
    private static partial void CompilerMissing(ILogger log, string reason);
}
