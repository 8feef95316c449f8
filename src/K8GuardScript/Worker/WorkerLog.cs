using Microsoft.Data.Sqlite;

namespace K8GuardScript.Worker;

/// <summary>What the worker logs for its operators, beside what it tells in its happenings.</summary>
internal static partial class WorkerLog
{
    /// <summary>Logs why a loop's turn failed: in words where a disk is at fault, with the trace where we are.</summary>
    public static void LoopFailed(ILogger log, Exception failure, string loop) => Failed(log, failure, $"the {loop} loop");

    /// <summary>The same for any other work.</summary>
    /// <param name="log">where to</param>
    /// <param name="failure">what was thrown</param>
    /// <param name="doing">what failed, in a few words</param>
    public static void Failed(ILogger log, Exception failure, string doing)
    {
        if (failure is SqliteException or IOException) FailedBecause(log, doing, failure.Message);
        else FailedUnexpectedly(log, failure, doing);
    }

    /// <summary>Logs what its operators should look at, though nothing failed.</summary>
    [LoggerMessage(Level = LogLevel.Warning, Message = "{what}")]
    public static partial void Careful(ILogger log, string what);

    [LoggerMessage(Level = LogLevel.Error, Message = "{doing} failed and goes on: {reason}")]
    private static partial void FailedBecause(ILogger log, string doing, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{doing} failed and goes on")]
    private static partial void FailedUnexpectedly(ILogger log, Exception failure, string doing);
}
