using K8GuardScript.Kubernetes.Tests.Doubles;
using K8GuardScript.Kubernetes.Watching;

namespace K8GuardScript.Kubernetes.Tests.Watching;

public sealed class GrowingWaitTests
{
    [Fact]
    public void Waits_double_up_to_the_cap_and_begin_anew_after_success()
    {
        var wait = new GrowingWait(new MiddlingRandom());

        double[] waits = [.. Enumerable.Range(0, 8).Select(_ => Math.Round(wait.Next().TotalSeconds, 3))];
        wait.Reset();

        Assert.Equal([1.2, 2.4, 4.8, 9.6, 19.2, 38.4, 45, 45], waits);
        Assert.Equal(1.2, Math.Round(wait.Next().TotalSeconds, 3));
    }

    [Fact]
    public void Chance_adds_up_to_the_same_again_and_never_more()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            Assert.InRange(new GrowingWait(new Random(seed)).Next().TotalSeconds, 0.8, 1.6);
            Assert.InRange(new GrowingWait(new Random(seed)).AtCap().TotalSeconds, 30, 60);
        }
    }

    [Fact]
    public void Asking_at_the_cap_counts_as_no_failure()
    {
        var wait = new GrowingWait(new MiddlingRandom());

        wait.AtCap();

        Assert.Equal(1.2, Math.Round(wait.Next().TotalSeconds, 3));
    }
}
