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
}
