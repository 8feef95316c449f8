using K8GuardScript.Core.Cluster;
using Microsoft.Extensions.Logging;

namespace K8GuardScript.Kubernetes.Watching;

internal static partial class WatchLog
{
    [LoggerMessage(EventId = 3101, Level = LogLevel.Warning,
        Message = "watching {Kind} is interrupted ({Reason}), next try in {Wait}: {Cause}")]
    public static partial void Interrupted(ILogger log, KindName kind, string reason, string cause, TimeSpan wait);

    [LoggerMessage(EventId = 3102, Level = LogLevel.Warning, Message = "watching {Kind} is refused: {Cause}")]
    public static partial void Refused(ILogger log, KindName kind, string cause);

    [LoggerMessage(EventId = 3103, Level = LogLevel.Error, Message = "watching {Kind} failed, it is listed again")]
    public static partial void Failed(ILogger log, Exception thrown, KindName kind);

    [LoggerMessage(EventId = 3104, Level = LogLevel.Error,
        Message = "{Kind} was not known as it was at version {Version}: {Added} missing, {Changed} in another version, {Removed} that "
            + "were gone; the list put it right")]
    public static partial void Diverged(ILogger log, KindName kind, string version, int added, int changed, int removed);

    [LoggerMessage(EventId = 3105, Level = LogLevel.Error,
        Message = "a list of {Kind} is taken though it is hard to believe, as the server keeps saying it: {Why}; was the cluster restored?")]
    public static partial void Believed(ILogger log, KindName kind, string why);

    [LoggerMessage(EventId = 3106, Level = LogLevel.Warning, Message = "lists are not streamed from now on, but read page by page: {Why}")]
    public static partial void ListsAreNotStreamed(ILogger log, string why);

    [LoggerMessage(EventId = 3107, Level = LogLevel.Warning, Message = "the streamed list of {Kind} is not complete after {Taken}")]
    public static partial void StreamIsLate(ILogger log, KindName kind, TimeSpan taken);
}
