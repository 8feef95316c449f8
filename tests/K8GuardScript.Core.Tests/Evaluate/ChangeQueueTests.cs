using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;

namespace K8GuardScript.Core.Tests.Evaluate;

public sealed class ChangeQueueTests : IDisposable
{
    private readonly ManualTime clock = new();
    private readonly ChangeQueue queue;

    public ChangeQueueTests() => queue = new ChangeQueue(clock);

    public void Dispose() => queue.Dispose();

    [Fact]
    public void A_key_that_waits_already_is_not_queued_twice()
    {
        queue.Enqueue(Some.Web, Wanted.All);
        queue.Enqueue(Named("api"), Wanted.All);
        queue.Enqueue(Some.Web, Wanted.All);

        Assert.Equal(2, queue.Depth);
        Assert.Equal(["web", "api"], Names(10));
        Assert.Empty(Names(10));
    }

    [Fact]
    public void A_key_that_waits_is_judged_by_whoever_wanted_it()
    {
        queue.Enqueue(Some.Web, Wanted.Only("one"));
        queue.Enqueue(Some.Web, Wanted.Only("two"));

        var wanted = Assert.Single(queue.Take(10)).Wanted;
        Assert.True(wanted.Includes(Some.Policy("one")));
        Assert.True(wanted.Includes(Some.Policy("two")));
        Assert.False(wanted.Includes(Some.Policy("three")));
    }

    [Fact]
    public async Task A_change_while_its_key_is_being_judged_queues_it_again_once_that_is_recorded()
    {
        queue.Enqueue(Some.Web, Wanted.All);
        await queue.WaitAsync(TestContext.Current.CancellationToken);
        var taken = queue.Take(1);
        queue.Enqueue(Some.Web, Wanted.All);

        Assert.Empty(queue.Take(1));
        Assert.False(queue.WaitAsync(TestContext.Current.CancellationToken).IsCompleted);

        queue.Done(taken);
        await queue.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["web"], Names(1));
    }

    [Fact]
    public void What_comes_back_is_first_again_as_old_as_it_was_and_for_whoever_wanted_it()
    {
        queue.Enqueue(Some.Web, Wanted.Only("one"));
        clock.Pass(TimeSpan.FromSeconds(1));
        queue.Enqueue(Named("api"), Wanted.All);
        var taken = queue.Take(1);
        queue.Enqueue(Some.Web, Wanted.Only("two"));

        queue.PutBack(taken);

        Assert.Equal(TimeSpan.FromSeconds(1), queue.AgeOf(Lane.Change));
        var first = Assert.Single(queue.Take(1));
        Assert.Equal(("web", Lane.Change), (first.Key.Name, first.Lane));
        Assert.Equal((true, true, false), (first.Wanted.Includes(Some.Policy("one")), first.Wanted.Includes(Some.Policy("two")), first.Wanted.IsEveryone));
    }

    [Fact]
    public void What_was_swept_moved_and_is_held_is_given_out_once()
    {
        queue.Enqueue(Some.Web, Wanted.All, Lane.Sweep);
        queue.Enqueue(Some.Web, Wanted.All);
        var taken = queue.Take(10);
        queue.Enqueue(Some.Web, Wanted.All, Lane.Sweep);

        Assert.Empty(queue.Take(10));
        queue.Done(taken);
        Assert.Equal(["web"], Names(10));
        Assert.Equal(0, queue.Depth);
    }

    [Fact]
    public void What_is_slow_waits_for_itself_and_never_while_somebody_has_its_object()
    {
        queue.Enqueue(Some.Web, Wanted.Only("slow"), Lane.Slow);
        queue.Enqueue(Named("api"), Wanted.Only("slow"), Lane.Slow);
        queue.Enqueue(Some.Web, Wanted.All);
        Assert.Equal((1, 2), (queue.DepthOf(Lane.Change), queue.DepthOf(Lane.Slow)));

        var changed = queue.Take(10);
        Assert.Equal(["web"], changed.Select(queued => queued.Key.Name));
        Assert.Equal(["api"], queue.TakeSlow(10).Select(queued => queued.Key.Name));
        queue.Done(changed);

        Assert.Equal(["web"], queue.TakeSlow(10).Select(queued => queued.Key.Name));
    }

    [Fact]
    public void An_object_that_changes_again_and_again_keeps_its_place_among_what_is_slow()
    {
        queue.Enqueue(Some.Web, Wanted.Only("slow"), Lane.Slow);
        queue.Enqueue(Named("api"), Wanted.Only("slow"), Lane.Slow);
        for (var i = 0; i < 3; i++)
        {
            queue.Enqueue(Some.Web, Wanted.All);
            queue.Done(queue.Take(10));
            queue.Enqueue(Some.Web, Wanted.Only("slow"), Lane.Slow);
        }

        Assert.Equal(["web"], queue.TakeSlow(1).Select(queued => queued.Key.Name));
    }

    [Fact]
    public void A_sweep_does_not_hold_up_changes_and_gets_on_beside_them()
    {
        for (var i = 0; i < 10; i++) queue.Enqueue(Named($"swept-{i}"), Wanted.All, Lane.Sweep);
        for (var i = 0; i < 10; i++) queue.Enqueue(Named($"changed-{i}"), Wanted.All);

        Assert.Equal(["changed-0", "changed-1", "changed-2", "swept-0"], Names(4));
    }

    [Fact]
    public void What_is_swept_and_then_changes_is_judged_with_the_changes_and_once()
    {
        queue.Enqueue(Named("first"), Wanted.All, Lane.Sweep);
        queue.Enqueue(Some.Web, Wanted.Only("one"), Lane.Sweep);
        queue.Enqueue(Some.Web, Wanted.StatusReaders);

        var taken = queue.Take(10);
        Assert.Equal(["web", "first"], taken.Select(queued => queued.Key.Name));
        Assert.True(taken[0].Wanted.Includes(Some.Policy("one")));
        Assert.Equal(Lane.Change, taken[0].Lane);
    }

    [Fact]
    public void Its_age_is_that_of_the_change_that_waits_longest()
    {
        Assert.Equal(TimeSpan.Zero, queue.AgeOf(Lane.Change));
        queue.Enqueue(Named("swept"), Wanted.All, Lane.Sweep);
        queue.Enqueue(Some.Web, Wanted.All);
        clock.Pass(TimeSpan.FromSeconds(2));
        queue.Enqueue(Some.Web, Wanted.All);

        Assert.Equal(TimeSpan.FromSeconds(2), queue.AgeOf(Lane.Change));
    }

    [Fact]
    public async Task Whoever_waits_is_woken_by_the_next_key()
    {
        var waiting = queue.WaitAsync(TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);

        queue.Enqueue(Some.Web, Wanted.All);

        await waiting;
        Assert.Equal(["web"], Names(1));
        Assert.False(queue.WaitAsync(TestContext.Current.CancellationToken).IsCompleted);
    }

    [Fact]
    public async Task What_is_left_wakes_whoever_waits_next()
    {
        queue.Enqueue(Some.Web, Wanted.All);
        queue.Enqueue(Named("api"), Wanted.All);
        await queue.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Single(Names(1));

        await queue.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Waiting_can_be_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var waiting = queue.WaitAsync(cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private static ObjectKey Named(string name) => Some.Web with { Name = name };

    private IEnumerable<string> Names(int most)
    {
        var taken = queue.Take(most);
        queue.Done(taken);
        return [.. taken.Select(queued => queued.Key.Name)];
    }
}
