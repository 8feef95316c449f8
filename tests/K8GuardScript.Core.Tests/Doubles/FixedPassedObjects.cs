using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Guard.Breaking;
using K8GuardScript.Core.Policies;

namespace K8GuardScript.Core.Tests.Doubles;

/// <summary>Says that so many passed, and counts how often it was asked.</summary>
internal sealed class FixedPassedObjects : IPassedObjects
{
    public int Passed { get; set; } = 100;

    public int Asked { get; private set; }

    public int Count(Policy policy, IReadOnlySet<ObjectKey> newly)
    {
        Asked++;
        return Passed;
    }
}
