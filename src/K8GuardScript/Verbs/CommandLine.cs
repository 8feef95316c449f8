using System.CommandLine;
using System.CommandLine.Parsing;
using K8GuardScript.Worker;

namespace K8GuardScript.Verbs;

/// <summary>Runs a verb, and turns whatever keeps it from starting into one message and an exit code.</summary>
internal static class CommandLine
{
    /// <summary>Exit code for a wrong command line or configuration.</summary>
    public const int WrongUsage = 2;

    /// <summary>Exit code for a defect of the program (EX_SOFTWARE of sysexits.h).</summary>
    public const int Defect = 70;

    /// <summary>Exit code of what a user stopped before it was done (128 + SIGINT, as shells have it).</summary>
    public const int Stopped = 130;

    // longer than the worker takes to record what is on its way; Kubernetes waits 30 s
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(10);

    public static async Task<int> InvokeAsync(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            // where a word is not known, that a verb is missing as well says nothing more
            var errors = parsed.UnmatchedTokens.Count > 0
                ? parsed.UnmatchedTokens.Select(token => $"`{token}` is no option or verb here")
                : parsed.Errors.Select(error => error.Message);
            foreach (var error in errors) await Console.Error.WriteLineAsync($"k8guard: {error}").ConfigureAwait(false);
            await Console.Error.WriteLineAsync($"see `{Name(parsed)} --help`").ConfigureAwait(false);
            return WrongUsage;
        }

        try
        {
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = StopDeadline };
            return await parsed.InvokeAsync(configuration).ConfigureAwait(false);
        }
        catch (StartException wrong)
        {
            await Console.Error.WriteLineAsync($"k8guard: {wrong.Message}").ConfigureAwait(false);
            return WrongUsage;
        }
        catch (Exception defect)
        {
            // the last place that can tell a user in words; the trace is for whoever asks for it
            var isTraced = Environment.GetEnvironmentVariable("K8GUARD_TRACE") == "1";
            var details = isTraced ? defect.ToString() : $"{defect.Message} (set K8GUARD_TRACE=1 to see where)";
            await Console.Error.WriteLineAsync($"k8guard: stopped by a defect, {defect.GetType().Name}: {details}").ConfigureAwait(false);
            return Defect;
        }
    }

    /// <summary>Runs something that a user may stop at any moment: that is no failure.</summary>
    public static async Task<int> StoppableAsync(Func<Task<int>> run, CancellationToken cancel)
    {
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return 0;
        }
    }

    /// <summary>Runs something whose result would be wrong if it were stopped half-way: that is no success.</summary>
    public static async Task<int> WholeAsync(Func<Task<int>> run, CancellationToken cancel)
    {
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return Stopped;
        }
    }

    private static string Name(ParseResult parsed)
    {
        var verbs = new Stack<string>();
        for (var at = parsed.CommandResult; at is { Command: not RootCommand }; at = at.Parent as CommandResult) verbs.Push(at.Command.Name);
        return string.Join(' ', verbs.Prepend("k8guard"));
    }
}
