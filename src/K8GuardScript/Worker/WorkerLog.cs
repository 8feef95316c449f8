namespace K8GuardScript.Worker;

/// <summary>What the worker logs for its operators, beside what it tells in its happenings.</summary>
internal static partial class WorkerLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "the {loop} loop failed and goes on")]
    public static partial void LoopFailed(ILogger log, Exception failure, string loop);

    [LoggerMessage(Level = LogLevel.Error, Message = "{doing} failed")]
    public static partial void Failed(ILogger log, Exception failure, string doing);
}
