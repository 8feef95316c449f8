using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Policies;

namespace K8GuardScript.Core.Tests.Doubles;

/// <summary>The slot of a thread that is given up during its first run.</summary>
internal sealed class LostSlot : IRunSlot
{
    private bool entered;

    public void Enter(Policy policy, in ObjectKey key)
    {
        if (entered) throw new LostRunException(new RunMark(policy.Id, policy.Revision, key.ToString()));
        entered = true;
    }

    public void Enter(string file, string version)
    {
    }

    public void Leave()
    {
    }
}
