using K8GuardScript.Core.Guard;

namespace K8GuardScript.Tests.Schedules;

/// <summary>Lets a process live for so many answers of the cluster; what it does after that it does not get to store.</summary>
internal sealed class DeadlyFaults : IFaultPoints
{
    private int left = int.MaxValue;

    public void DieAfter(int answers) => Volatile.Write(ref left, answers);

    public void Reach(FaultPoint point)
    {
        if (point == FaultPoint.ActionAnswered && Interlocked.Decrement(ref left) < 0) throw new InvalidOperationException("the process ends here");
    }
}
