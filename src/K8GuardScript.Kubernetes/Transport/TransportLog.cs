using Microsoft.Extensions.Logging;

namespace K8GuardScript.Kubernetes.Transport;

internal static partial class TransportLog
{
    [LoggerMessage(EventId = 3301, Level = LogLevel.Error, Message = "the files of certificates could not be looked at")]
    public static partial void LookFailed(ILogger log, Exception fault);

    [LoggerMessage(EventId = 3302, Level = LogLevel.Warning, Message = "the API server warns: {Words}")]
    public static partial void Warned(ILogger log, string words);

    [LoggerMessage(EventId = 3303, Level = LogLevel.Warning, Message = "the API server warns of much; further warnings are left out")]
    public static partial void WarnedTooOften(ILogger log);

    [LoggerMessage(
        EventId = 3304, Level = LogLevel.Warning,
        Message = "the API server holds us back (429), verb `{Verb}`, kind `{Kind}`, flow schema uid `{FlowSchema}`")]
    public static partial void HeldBack(ILogger log, string verb, string kind, string flowSchema);
}
