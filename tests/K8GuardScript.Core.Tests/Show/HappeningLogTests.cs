using K8GuardScript.Core.Show;

namespace K8GuardScript.Core.Tests.Show;

public sealed class HappeningLogTests
{
    private readonly HappeningLog log = new(new ManualTime());

    [Fact]
    public async Task A_listener_gets_what_it_missed_and_then_what_is_new()
    {
        log.Tell(HappeningKind.Program, "one");
        log.Tell(HappeningKind.Program, "two");
        await using var listener = log.ListenAsync(afterId: 1, TestContext.Current.CancellationToken).GetAsyncEnumerator();

        Assert.True(await listener.MoveNextAsync());
        Assert.Equal((2, "two", Some.Noon), (listener.Current.Id, listener.Current.Text, listener.Current.At));

        log.Tell(HappeningKind.Acted, "three", "p", Some.Web);
        Assert.True(await listener.MoveNextAsync());
        Assert.Equal(new Happening(3, Some.Noon, HappeningKind.Acted, "three", "p", Some.Web), listener.Current);
    }

    [Fact]
    public async Task Only_the_latest_are_kept()
    {
        for (var i = 0; i <= HappeningLog.Kept; i++) log.Tell(HappeningKind.Program, "x");
        await using var listener = log.ListenAsync(afterId: 0, TestContext.Current.CancellationToken).GetAsyncEnumerator();

        await listener.MoveNextAsync();

        Assert.Equal(2, listener.Current.Id);
    }

    [Fact]
    public async Task A_slow_listener_loses_the_oldest_and_holds_up_nobody()
    {
        await using var listener = log.ListenAsync(afterId: 0, TestContext.Current.CancellationToken).GetAsyncEnumerator();
        var first = listener.MoveNextAsync();
        log.Tell(HappeningKind.Program, "heard");
        Assert.True(await first);

        for (var i = 0; i < HappeningLog.Kept + 5; i++) log.Tell(HappeningKind.Program, "x");
        await listener.MoveNextAsync();

        Assert.Equal(7, listener.Current.Id);
    }

    [Fact]
    public async Task Listening_ends_when_it_is_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        await using var listener = log.ListenAsync(afterId: 0, cancel.Token).GetAsyncEnumerator();
        var next = listener.MoveNextAsync();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
    }
}
