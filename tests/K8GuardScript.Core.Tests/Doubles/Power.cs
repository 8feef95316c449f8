using K8GuardScript.Core.Guard;

namespace K8GuardScript.Core.Tests.Doubles;

/// <summary>Ends a process at a fault point: from then on nothing of it is stored and nothing leaves.</summary>
internal sealed class Power(FaultPoint? endsAt = null, int times = 1) : IFaultPoints
{
    private int left = times;

    public bool IsOff { get; private set; }

    public void Reach(FaultPoint point)
    {
        if (point == endsAt && --left == 0) IsOff = true;
        Check();
    }

    public void Check()
    {
        if (IsOff) throw new InvalidOperationException("the process is dead");
    }
}
