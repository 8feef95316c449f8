using K8GuardScript.Kubernetes.Configuration;
using K8GuardScript.Kubernetes.Tests.Doubles;
using K8GuardScript.Kubernetes.Transport;

namespace K8GuardScript.Kubernetes.Tests.Transport;

public sealed class CallBudgetTests
{
    private static readonly TimeSpan Patient = TimeSpan.FromHours(1);

    private readonly ManualTime time = new();
    private readonly CallBudget budget;

    public CallBudgetTests() => budget = new CallBudget(new CallRate(4, 3), time);

    [Fact]
    public void After_the_burst_turns_come_at_the_rate() => Assert.Equal([0, 0, 0, 0.25, 0.5], Take(5));

    [Fact]
    public void A_rest_gives_the_burst_back_and_no_more()
    {
        Take(5);
        time.Advance(TimeSpan.FromDays(1));

        Assert.Equal([0, 0, 0, 0.25], Take(4));
    }

    [Fact]
    public void Who_would_come_too_late_takes_no_turn()
    {
        Take(4);

        Assert.Null(budget.Take(TimeSpan.FromSeconds(0.49)));
        Assert.Equal([0.5], Take(1));
    }

    [Fact]
    public void A_turn_that_was_given_back_is_there_for_others()
    {
        Take(4);
        budget.Return();

        Assert.Equal([0.25], Take(1));
    }

    private double[] Take(int turns) => [.. Enumerable.Range(0, turns).Select(_ => budget.Take(Patient)!.Value.TotalSeconds)];
}
