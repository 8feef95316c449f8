using K8GuardScript.Core.Show;

namespace K8GuardScript.Core.Tests.Doubles;

/// <summary>Keeps the faults that it was told.</summary>
internal sealed class RecordingFaultLog : IFaultLog
{
    public List<Exception> Faults { get; } = [];

    public void Failed(Exception fault, string doing) => Faults.Add(fault);
}
