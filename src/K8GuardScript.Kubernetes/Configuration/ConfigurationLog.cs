using Microsoft.Extensions.Logging;

namespace K8GuardScript.Kubernetes.Configuration;

internal static partial class ConfigurationLog
{
    [LoggerMessage(EventId = 3001, Level = LogLevel.Warning, Message = "the last good token stays in use: {Reason}")]
    public static partial void KeptLastToken(ILogger log, string reason);
}
