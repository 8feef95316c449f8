using K8GuardScript.Core.Policies;

namespace K8GuardScript.Core.Guard.Rails;

/// <summary>Knows since when policies are in force as they are.</summary>
internal interface IRevisionAges
{
    /// <param name="policy">a policy, or the variant of it that holds for an object</param>
    /// <returns>since when its revision is in force without a break; null if that is not known</returns>
    DateTimeOffset? Since(Policy policy);
}
