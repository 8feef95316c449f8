using Microsoft.Extensions.Logging;

namespace K8GuardScript.Kubernetes.Configuration;

internal static partial class ConfigurationLog
{
    [LoggerMessage(EventId = 3001, Level = LogLevel.Warning, Message = "the last good token stays in use: {Reason}")]
    public static partial void KeptLastToken(ILogger log, string reason);

    [LoggerMessage(EventId = 3002, Level = LogLevel.Warning, Message = "the certificates that were good stay in use: {Reason}")]
    public static partial void KeptCertificates(ILogger log, string reason);

    [LoggerMessage(EventId = 3003, Level = LogLevel.Information, Message = "the certificate authorities changed in {Place}")]
    public static partial void AuthorityChanged(ILogger log, string place);

    [LoggerMessage(EventId = 3004, Level = LogLevel.Information, Message = "the client certificate changed in {Place}")]
    public static partial void ClientCertificateChanged(ILogger log, string place);

    [LoggerMessage(EventId = 3005, Level = LogLevel.Warning, Message = "no new credential: {Reason}")]
    public static partial void PluginFailed(ILogger log, string reason);

    [LoggerMessage(EventId = 3006, Message = "credential plugin `{Plugin}` says: {Words}")]
    public static partial void PluginSaid(ILogger log, LogLevel level, string plugin, string words);

    [LoggerMessage(EventId = 3007, Level = LogLevel.Error, Message = "credential plugin `{Plugin}` could not be used")]
    public static partial void PluginFaulted(ILogger log, Exception fault, string plugin);
}
