using Microsoft.Extensions.Logging;

namespace K8GuardScript.Kubernetes.Tests.Doubles;

/// <summary>Gives one logger to all.</summary>
internal sealed class CapturingLoggers(CapturingLogger log) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => log;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
        // nothing is held
    }
}
