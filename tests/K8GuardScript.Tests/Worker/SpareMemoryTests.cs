using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Worker;

namespace K8GuardScript.Tests.Worker;

public sealed class SpareMemoryTests : IDisposable
{
    private readonly ManualClock clock = new();
    private readonly ChangeQueue queue;
    private readonly SpareMemory memory;
    private int collections;

    public SpareMemoryTests()
    {
        queue = new ChangeQueue(clock);
        memory = new SpareMemory(queue, clock, () => collections++);
    }

    public void Dispose() => queue.Dispose();

    [Fact]
    public void It_waits_until_the_first_rush_is_over_and_then_happens_once()
    {
        for (var second = 0; second < 20; second++) Pass(judged: 1_000);
        Assert.Equal(0, collections);

        for (var second = 0; second < 60; second++) Pass(judged: 1);
        Assert.Equal(1, collections);
    }

    [Fact]
    public void A_little_that_changes_is_not_worth_it()
    {
        for (var second = 0; second < 30; second++) Pass(judged: 0);
        for (var second = 0; second < 100; second++) Pass(judged: 40);

        Assert.Equal(1, collections);
    }

    [Fact]
    public void After_another_rush_it_happens_again()
    {
        for (var second = 0; second < 30; second++) Pass(judged: 0);
        for (var second = 0; second < 30; second++) Pass(judged: SpareMemory.Busy);
        Assert.Equal(1, collections);

        for (var second = 0; second < 30; second++) Pass(judged: 0);
        Assert.Equal(2, collections);
    }

    private void Pass(int judged)
    {
        for (var i = 0; i < judged; i++) queue.Enqueue(new ObjectKey("", "Pod", "shop", $"p{i}"), Wanted.All);
        queue.Done(queue.Take(judged));
        clock.Advance(TimeSpan.FromSeconds(1));
        memory.Look();
    }
}
