using K8GuardScript.Core.Guard.Rails;
using K8GuardScript.Core.Policies;

namespace K8GuardScript.Core.Tests.Doubles;

/// <summary>Says of every revision the same: that it is a year old, unless it is set.</summary>
internal sealed class SettableAges : IRevisionAges
{
    public DateTimeOffset? Oldest { get; set; } = Some.Noon.AddYears(-1);

    public DateTimeOffset? Since(Policy policy) => Oldest;
}
