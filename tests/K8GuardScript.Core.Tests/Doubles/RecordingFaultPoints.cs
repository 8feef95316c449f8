using K8GuardScript.Core.Guard;

namespace K8GuardScript.Core.Tests.Doubles;

/// <summary>Remembers where the program was, and dies where a test wants it to.</summary>
internal sealed class RecordingFaultPoints : IFaultPoints
{
    public List<FaultPoint> Reached { get; } = [];

    public FaultPoint? DiesAt { get; set; }

    public void Reach(FaultPoint point)
    {
        lock (Reached) Reached.Add(point);
        if (point == DiesAt) throw new InvalidOperationException($"died at {point}");
    }
}
