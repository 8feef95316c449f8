using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Scripts.Compiling;

/// <summary>One compiler: a process of this program that answers batches, one after another, within limits.</summary>
internal sealed class CompilerProcess : IAsyncDisposable
{
    private const int MostErrorBytes = 4096;

    // what .NET makes of SIGKILL
    private const int KilledExitCode = 128 + 9;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    private readonly Process process;
    private readonly CompileFrames frames;
    private readonly CompilerLimits limits;
    private readonly TimeProvider clock;
    private readonly Task<string> errors;
    private readonly List<int> running = [];

    private CompilerProcess(Process process, CompilerLimits limits, TimeProvider clock)
    {
        (this.process, this.limits, this.clock) = (process, limits, clock);
        frames = new CompileFrames(process.StandardOutput.BaseStream, process.StandardInput.BaseStream);
        errors = LastWordsAsync(process.StandardError.BaseStream);
    }

    public int Id => process.Id;

    public bool IsAlive => !process.HasExited;

    /// <exception cref="CompilerLostException">it can't be started, or it is another build of the program</exception>
    public static async Task<CompilerProcess> StartAsync(
        CompilerCommand command, string folder, CompilerLimits limits, TimeProvider clock, CancellationToken cancel)
    {
        Process process;
        try
        {
            process = Process.Start(command.StartInfo(folder))!;
        }
        catch (Exception failure) when (failure is Win32Exception or InvalidOperationException or IOException)
        {
            throw new CompilerLostException($"the compiler can't be started: {failure.Message}", []);
        }

        var compiler = new CompilerProcess(process, limits, clock);
        try
        {
            var hello = await compiler.WithinAsync(
                compiler.frames.ReadAsync(CompileFrames.Messages.Default.CompilerHello, CancellationToken.None), StartLimit, cancel).ConfigureAwait(false);
            if (hello != CompilerHello.Own)
                throw new CompilerLostException("the program's files were replaced while it runs: start it again", []);
            return compiler;
        }
        catch
        {
            await compiler.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Has one batch done. After any exception the process is not to be used again.</summary>
    /// <param name="batch">the jobs</param>
    /// <param name="limit">how much processor time it may take</param>
    /// <param name="cancel">stops waiting</param>
    /// <exception cref="CompilerLostException">it died, hung, or took too much memory</exception>
    public async Task<IReadOnlyList<JobAnswer>> AskAsync(JobBatch batch, TimeSpan limit, CancellationToken cancel)
    {
        running.Clear();

        // on another thread: a compiler that does not read must not hold up its own end
        var answering = Task.Run(() => AnswerAsync(batch), CancellationToken.None);
        return await WithinAsync(answering!, limit, cancel).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // it ended by itself
        }

        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        process.Dispose();
    }

    private async Task<IReadOnlyList<JobAnswer>?> AnswerAsync(JobBatch batch)
    {
        frames.Write(batch, CompileFrames.Messages.Default.JobBatch);
        while (await frames.ReadAsync(CompileFrames.Messages.Default.CompilerWord, CancellationToken.None).ConfigureAwait(false) is { } word)
        {
            if (word.Answers is { } answers)
                return answers.Count == batch.Jobs.Count ? answers : throw new InvalidDataException("answers and questions differ in number");
            lock (running) running.Add(word.Running ?? 0);
        }

        return null;
    }

    private async Task<T> WithinAsync<T>(Task<T?> answering, TimeSpan limit, CancellationToken cancel)
        where T : class
    {
        var started = clock.GetTimestamp();
        var worked = Worked();
        try
        {
            while (!answering.IsCompleted)
            {
                await Task.WhenAny(answering, Task.Delay(LookEvery, clock, cancel)).ConfigureAwait(false);
                cancel.ThrowIfCancellationRequested();
                if (answering.IsCompleted) break;

                // INVARIANT: on a machine that is busy with something else, no script is blamed for what it had no time for.
                if (Worked() - worked > limit || clock.GetElapsedTime(started) > limit * CompilerLimits.IdleFactor)
                    throw Lost($"it was not done after {limit.TotalSeconds:0} s of work");
                if (ResidentBytes() > limits.ResidentBytes) throw Lost($"it took more than {limits.ResidentBytes >> 20} MiB of memory");
            }

            return await answering.ConfigureAwait(false) ?? throw await DeadAsync().ConfigureAwait(false);
        }
        catch (InvalidDataException failure)
        {
            throw Lost(failure.Message);
        }
        catch (IOException)
        {
            throw await DeadAsync().ConfigureAwait(false);
        }
    }

    private CompilerLostException Lost(string why, bool isDeath = false)
    {
        lock (running) return new CompilerLostException(why, [.. running]) { IsDeath = isDeath };
    }

    private TimeSpan Worked()
    {
        try
        {
            return process.HasExited ? TimeSpan.Zero : process.TotalProcessorTime;
        }
        catch (InvalidOperationException)
        {
            // it ended between the two
            return TimeSpan.Zero;
        }
    }

    private long ResidentBytes()
    {
        process.Refresh();
        return process.HasExited ? 0 : process.WorkingSet64;
    }

    private async Task<CompilerLostException> DeadAsync()
    {
        await process.WaitForExitAsync(CancellationToken.None).WaitAsync(StartLimit, clock, CancellationToken.None)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var words = process.HasExited ? await errors.ConfigureAwait(false) : "";
        var isKilled = process.HasExited && process.ExitCode == KilledExitCode;
        var why = isKilled ? "it was killed from outside, perhaps for want of memory" : words.Length > 0 ? $"it died: {words}" : "it died";
        return Lost(why, isDeath: true);
    }

    // read to the end, so that it never waits for us; the first words tell why a runtime died
    private static async Task<string> LastWordsAsync(Stream errors)
    {
        var kept = new MemoryStream();
        var buffer = new byte[MostErrorBytes];
        try
        {
            for (int read; (read = await errors.ReadAsync(buffer).ConfigureAwait(false)) > 0;)
                kept.Write(buffer, 0, (int)Math.Min(read, MostErrorBytes - kept.Length));
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // what was said is said
        }

        return PlainText.Clean(Encoding.UTF8.GetString(kept.ToArray()).Trim().Split('\n')[0], 200).Trim();
    }
}
