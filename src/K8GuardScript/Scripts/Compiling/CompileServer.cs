using System.Diagnostics;
using System.Threading.Channels;

namespace K8GuardScript.Scripts.Compiling;

/// <summary>The compiler's side: answers batches until nobody is there to ask.</summary>
internal static class CompileServer
{
    /// <summary>Works until the input ends; then the process is gone, whatever it was doing.</summary>
    public static async Task RunAsync(Stream input, Stream output, TimeProvider clock, CancellationToken cancel)
    {
        var frames = new CompileFrames(input, output);
        frames.Write(CompilerHello.Own, CompileFrames.Messages.Default.CompilerHello);
        var asked = Channel.CreateUnbounded<JobBatch>();
        var watching = new Thread(() => ReadUntilAlone(frames, asked.Writer)) { IsBackground = true, Name = "worker's pipe" };
        watching.Start();

        var runner = new JobRunner(clock);
        await foreach (var batch in asked.Reader.ReadAllAsync(cancel).ConfigureAwait(false))
        {
            var answers = runner.Run(batch, job => Say(frames, new CompilerWord(job, null)), cancel);
            Say(frames, new CompilerWord(null, answers));
        }
    }

    // INVARIANT: the worker's end, however sudden, closes this pipe, and then nothing is left that a script could go on running in.
    private static void ReadUntilAlone(CompileFrames frames, ChannelWriter<JobBatch> asked)
    {
        try
        {
            while (frames.ReadAsync(CompileFrames.Messages.Default.JobBatch, CancellationToken.None).GetAwaiter().GetResult() is { } batch)
                asked.TryWrite(batch);
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException)
        {
            Console.Error.WriteLine(failure.Message);
        }

        // an orderly exit waits for threads that may not be stoppable
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }

    private static void Say(CompileFrames frames, CompilerWord word) => frames.Write(word, CompileFrames.Messages.Default.CompilerWord);
}
