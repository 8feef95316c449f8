using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Policies;

namespace K8GuardScript.Core.Guard.Breaking;

/// <summary>Counts what a policy found nothing wrong with before some objects newly violated.</summary>
internal interface IPassedObjects
{
    /// <summary>May take a while of very many objects. Must not be called while anything is locked.</summary>
    /// <param name="policy">the policy with all of its variants</param>
    /// <param name="newly">the objects that newly violate; they count, as they passed before</param>
    int Count(Policy policy, IReadOnlySet<ObjectKey> newly);
}
