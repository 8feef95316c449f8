using K8GuardScript.Core.Policies;

namespace K8GuardScript.Core.Tests.Policies;

public sealed class PolicyCountersTests
{
    [Fact]
    public void Faults_are_told_once_also_when_several_came_before_anybody_asked()
    {
        var counters = new PolicyCounters();
        Assert.False(counters.IsFaultToTell());

        counters.CountFault("Deployment shop/web: boom");
        counters.CountFault("Deployment shop/api: boom");

        Assert.True(counters.IsFaultToTell());
        Assert.False(counters.IsFaultToTell());
        Assert.Equal((2, "Deployment shop/api: boom"), (counters.Faults, counters.LastFault));
    }
}
