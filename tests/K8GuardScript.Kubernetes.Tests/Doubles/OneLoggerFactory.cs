using Microsoft.Extensions.Logging;

namespace K8GuardScript.Kubernetes.Tests.Doubles;

/// <summary>Everything goes to one logger.</summary>
internal sealed class OneLoggerFactory(ILogger log) : ILoggerFactory
{
    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public ILogger CreateLogger(string categoryName) => log;

    public void Dispose()
    {
        // nothing is held
    }
}
