using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Policies;

namespace K8GuardScript.Core.Tests.Evaluate;

public sealed class BaselineSweepsTests : IDisposable
{
    private readonly World world = new();
    private readonly BaselineSweeps sweeps;

    public BaselineSweepsTests()
    {
        sweeps = new BaselineSweeps(world.Lives, world.Queue, world.Objects, world.WaitingObjects);
        world.Lives.Follow(new PolicySet([Some.Policy()]), new HashSet<string>(), TimeSpan.FromHours(1));
    }

    public void Dispose() => world.Dispose();

    [Fact]
    public void A_baseline_is_open_until_all_that_waited_is_recorded_and_a_look_later_that_is_so_still()
    {
        world.ListsShop();
        sweeps.Look();
        sweeps.Look();
        var keys = world.Queue.Take(int.MaxValue);
        sweeps.Look();
        Assert.Single(world.Lives.OpenBaselines());

        world.Queue.Done(keys);
        sweeps.Look();
        Assert.Single(world.Lives.OpenBaselines());
        sweeps.Look();
        Assert.Empty(world.Lives.OpenBaselines());
    }

    [Fact]
    public void While_a_kind_is_not_listed_no_baseline_is_closed()
    {
        world.ListsShop();
        world.Taken();
        world.Objects.Expect(Some.Pods);
        for (var look = 0; look < 5; look++) sweeps.Look();
        Assert.Single(world.Lives.OpenBaselines());

        world.Lists(Some.Pods);
        world.Taken();
        for (var look = 0; look < 3; look++) sweeps.Look();
        Assert.Empty(world.Lives.OpenBaselines());
    }

    [Fact]
    public void What_was_put_back_and_what_is_left_to_slow_policies_is_not_through()
    {
        world.Queue.Enqueue(Some.Web, Wanted.All);
        var mark = world.Queue.Mark();

        var taken = world.Queue.Take(1);
        world.Queue.PutBack(taken);
        Assert.False(mark.IsThrough);

        taken = world.Queue.Take(1);
        world.Queue.Enqueue(Some.Web, Wanted.Only("image-repo"), Lane.Slow);
        world.Queue.Done(taken);
        Assert.False(mark.IsThrough);

        world.Queue.Done(world.Queue.TakeSlow(1));
        Assert.True(mark.IsThrough);
    }
}
