using K8GuardScript.Core.Policies;

namespace K8GuardScript.Core.Tests.Policies;

public sealed class PolicyCountersTests
{
    [Fact]
    public void Faults_are_told_once_also_when_several_came_before_anybody_asked()
    {
        var counters = new PolicyCounters();
        Assert.False(counters.IsFaultToTell());

        counters.CountFault("Deployment shop/web: boom", isSpent: false);
        counters.CountFault("Deployment shop/api: boom", isSpent: false);

        Assert.True(counters.IsFaultToTell());
        Assert.False(counters.IsFaultToTell());
        Assert.Equal((2, "Deployment shop/api: boom"), (counters.Faults, counters.LastFault));
    }

    [Fact]
    public void Five_runs_in_a_row_that_spent_all_they_may_are_too_costly()
    {
        var counters = new PolicyCounters();
        for (var run = 1; run < PolicyCounters.MostSpentRuns; run++) counters.CountFault("slow", isSpent: true);
        Assert.False(counters.IsTooCostly);

        counters.CountFault("slow", isSpent: true);

        Assert.True(counters.IsTooCostly);
    }

    [Fact]
    public void A_run_that_came_to_an_end_breaks_the_row()
    {
        var counters = new PolicyCounters();
        for (var run = 1; run < PolicyCounters.MostSpentRuns; run++) counters.CountFault("slow", isSpent: true);
        counters.CountEvaluations(1);
        counters.CountFault("slow", isSpent: true);
        counters.CountFault("boom", isSpent: false);

        Assert.False(counters.IsTooCostly);
    }
}
