using K8GuardScript.Core.Show;

namespace K8GuardScript.Worker;

/// <summary>Logs faults of the guard's own parts.</summary>
internal sealed class LoggedFaults(ILogger<LoggedFaults> log) : IFaultLog
{
    /// <inheritdoc />
    public void Failed(Exception fault, string doing) => WorkerLog.Failed(log, fault, doing);
}
