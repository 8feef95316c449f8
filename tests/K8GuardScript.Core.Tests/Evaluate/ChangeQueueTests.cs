using K8GuardScript.Core.Evaluate;

namespace K8GuardScript.Core.Tests.Evaluate;

public sealed class ChangeQueueTests : IDisposable
{
    private readonly ChangeQueue queue = new();

    public void Dispose() => queue.Dispose();

    [Fact]
    public void A_key_that_waits_already_is_not_queued_twice()
    {
        queue.Enqueue(Some.Web);
        queue.Enqueue(Some.Web with { Name = "api" });
        queue.Enqueue(Some.Web);

        Assert.Equal(2, queue.Depth);
        Assert.True(queue.TryDequeue(out var first));
        Assert.Equal("web", first.Name);
        Assert.True(queue.TryDequeue(out _));
        Assert.False(queue.TryDequeue(out _));
    }

    [Fact]
    public async Task A_change_while_its_key_is_being_judged_queues_it_again()
    {
        queue.Enqueue(Some.Web);
        await queue.DequeueAsync(TestContext.Current.CancellationToken);
        queue.Enqueue(Some.Web);

        Assert.True(queue.TryDequeue(out _));
    }

    [Fact]
    public async Task Whoever_waits_gets_the_next_key()
    {
        var waiting = queue.DequeueAsync(TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);

        queue.Enqueue(Some.Web);

        Assert.Equal(Some.Web, await waiting);
    }

    [Fact]
    public async Task Waiting_can_be_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var waiting = queue.DequeueAsync(cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
