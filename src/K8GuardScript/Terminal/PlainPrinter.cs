using System.Globalization;
using K8GuardScript.Core.Show;

namespace K8GuardScript.Terminal;

/// <summary>Prints every happening as one line, with no cursor codes: for pipes, files and container logs.</summary>
internal sealed class PlainPrinter : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Task printing;

    private PlainPrinter(HappeningLog happenings, TextWriter output) => printing = PrintAsync(happenings, output, stop.Token);

    /// <summary>Prints what was told already, and then what comes, until disposed.</summary>
    public static PlainPrinter Start(HappeningLog happenings, TextWriter output) => new(happenings, output);

    /// <summary>One happening as a line.</summary>
    public static string Line(Happening happening) => Line(happening, "yyyy-MM-dd'T'HH:mm:ss'Z'");

    /// <summary>The same with the time of day only.</summary>
    public static string ShortLine(Happening happening) => Line(happening, "HH:mm:ss");

    /// <summary>The word for a sort of happening.</summary>
    public static string Word(HappeningKind kind) => kind switch
    {
        HappeningKind.Program => "guard",
        HappeningKind.Watch => "watch",
        HappeningKind.Policy => "policy",
        HappeningKind.Opened => "found",
        HappeningKind.Resolved => "resolved",
        HappeningKind.Fault => "fault",
        HappeningKind.Warned => "warned",
        HappeningKind.NotWarned => "failed",
        HappeningKind.Acted => "ACTED",
        HappeningKind.Undone => "undone",
        HappeningKind.NotUndone => "kept",
        HappeningKind.Reverted => "revert",
        HappeningKind.Scheduled => "run",
        HappeningKind.Exemption => "exempt",
        _ => "held",
    };

    /// <summary>Text without control characters: names and messages come from the cluster, and must not steer a terminal.</summary>
    public static string Clean(string text) => text.Any(char.IsControl) ? new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]) : text;

    public void Dispose()
    {
        stop.Cancel();
        printing.GetAwaiter().GetResult();
        stop.Dispose();
    }

    private static string Line(Happening happening, string timeFormat)
    {
        var policy = happening.Policy is null ? "" : $" [{happening.Policy}]";
        var time = happening.At.UtcDateTime.ToString(timeFormat, CultureInfo.InvariantCulture);
        return $"{time} {Word(happening.Kind),-8}{policy} {Clean(happening.Text)}";
    }

    private static async Task PrintAsync(HappeningLog happenings, TextWriter output, CancellationToken cancel)
    {
        try
        {
            // a stream that is stopped drops what it holds; the log still has it, and a stream of the past ends by itself
            var printed = await PrintAsync(happenings, output, after: 0, cancel).ConfigureAwait(false);
            await PrintAsync(happenings, output, printed, cancel).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // nobody reads on: a closed pipe must not stop the guard
        }
    }

    /// <returns>the id of the last happening that was printed when it was stopped</returns>
    private static async Task<long> PrintAsync(HappeningLog happenings, TextWriter output, long after, CancellationToken cancel)
    {
        try
        {
            await foreach (var happening in happenings.ListenAsync(after, cancel).ConfigureAwait(false))
            {
                await output.WriteLineAsync(Line(happening).AsMemory(), CancellationToken.None).ConfigureAwait(false);
                after = happening.Id;
            }
        }
        catch (OperationCanceledException)
        {
            // disposed
        }

        return after;
    }
}
