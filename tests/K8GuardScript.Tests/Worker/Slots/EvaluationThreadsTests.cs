using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Worker.Slots;

namespace K8GuardScript.Tests.Worker.Slots;

public sealed class EvaluationThreadsTests : IDisposable
{
    private static readonly ObjectKey Web = new("apps", "Deployment", "shop", "web");
    private readonly TempFolder folder = new();
    private readonly ManualResetEventSlim end = new();
    private readonly List<RunMark> lost = [];
    private readonly List<RunMark> exhausted = [];
    private readonly EvaluationThreads threads;

    public EvaluationThreadsTests() => threads = new EvaluationThreads(1, SlotFile.Open(folder.At("slots")), lost.Add, exhausted.Add);

    public void Dispose()
    {
        end.Set();
        threads.Dispose();
        end.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Work_is_done_on_one_thread_of_its_own()
    {
        var first = await RunAsync(_ => Environment.CurrentManagedThreadId);
        var second = await RunAsync(_ => Environment.CurrentManagedThreadId);

        Assert.Equal(first, second);
        Assert.NotEqual(Environment.CurrentManagedThreadId, first);
    }

    [Fact]
    public async Task What_goes_wrong_is_told_to_whoever_asked_and_the_thread_goes_on()
    {
        await Assert.ThrowsAsync<FormatException>(() => RunAsync<int>(_ => throw new FormatException()));

        Assert.Equal(1, await RunAsync(_ => 1));
    }

    [Fact]
    public async Task A_run_that_does_not_end_costs_its_thread_and_the_next_one_has_another()
    {
        var stuck = await StuckAsync("bad");

        var told = await Assert.ThrowsAsync<LostRunException>(stuck);

        Assert.Equal(new RunMark("bad", "rev-1", "Deployment shop/web"), told.Mark);
        Assert.Equal([told.Mark], lost);
        Assert.Equal(2, await RunAsync(_ => 2));
    }

    [Fact]
    public async Task Many_short_runs_are_not_one_long_one()
    {
        using var next = new SemaphoreSlim(0);
        using var ran = new SemaphoreSlim(0);
        var work = RunAsync(slot =>
        {
            for (var i = 0; i < 50; i++)
            {
                slot.Enter(Some.Policy("good", "rev-1"), Web);
                ran.Release();
                next.Wait(TestContext.Current.CancellationToken);
                slot.Leave();
            }

            return 0;
        });

        for (var i = 0; i < 50; i++)
        {
            await ran.WaitAsync(TestContext.Current.CancellationToken);
            threads.LookOnce();
            next.Release();
        }

        Assert.Equal(0, await work);
        Assert.Empty(lost);
    }

    [Fact]
    public async Task Our_own_work_between_runs_is_nobodys_fault()
    {
        using var waiting = new SemaphoreSlim(0);
        var work = RunAsync(slot =>
        {
            slot.Enter(Some.Policy("good", "rev-1"), Web);
            slot.Leave();
            waiting.Release();
            end.Wait(TestContext.Current.CancellationToken);
            return 0;
        });
        await waiting.WaitAsync(TestContext.Current.CancellationToken);

        for (var i = 0; i < 100; i++) threads.LookOnce();

        Assert.Empty(lost);
        end.Set();
        Assert.Equal(0, await work);
    }

    [Fact]
    public async Task A_thread_that_was_given_up_begins_nothing_more()
    {
        var entered = new TaskCompletionSource();
        var after = new TaskCompletionSource<RunMark?>();
        var work = RunAsync(slot =>
        {
            slot.Enter(Some.Policy("bad", "rev-1"), Web);
            entered.SetResult();
            end.Wait();
            slot.Leave();
            try
            {
                slot.Enter(Some.Policy("good", "rev-1"), Web);
                after.SetResult(null);
            }
            catch (LostRunException refused)
            {
                after.SetResult(refused.Mark);
            }

            return 0;
        });
        await entered.Task.WaitAsync(TestContext.Current.CancellationToken);
        for (var i = 0; i < 20; i++) threads.LookOnce();
        await Assert.ThrowsAsync<LostRunException>(() => work);

        end.Set();

        Assert.Equal("bad", (await after.Task.WaitAsync(TestContext.Current.CancellationToken))?.Name);
    }

    [Fact]
    public async Task One_thread_too_many_ends_the_process()
    {
        for (var i = 0; i < EvaluationThreads.MostLost; i++) await Assert.ThrowsAsync<LostRunException>(await StuckAsync($"bad-{i}"));
        Assert.Empty(exhausted);

        _ = await StuckAsync("last");

        Assert.Equal("last", Assert.Single(exhausted).Name);
        Assert.Equal(["bad-0", "bad-1", "last"], lost.Select(mark => mark.Name));
    }

    [Fact]
    public async Task Each_of_several_threads_is_looked_at_and_replaced()
    {
        using var pool = new EvaluationThreads(2, SlotFile.Open(folder.At("more-slots")), lost.Add, exhausted.Add);
        using var entered = new SemaphoreSlim(0);
        var stuck = Enumerable.Range(0, 2).Select(number => pool.RunAsync(
            slot =>
            {
                slot.Enter(Some.Policy($"bad-{number}", "rev-1"), Web);
                entered.Release();
                end.Wait();
                return 0;
            },
            TestContext.Current.CancellationToken)).ToList();
        foreach (var _ in stuck) await entered.WaitAsync(TestContext.Current.CancellationToken);

        for (var i = 0; i < 20; i++) pool.LookOnce();

        foreach (var work in stuck) await Assert.ThrowsAsync<LostRunException>(() => work);
        Assert.Equal(["bad-0", "bad-1"], lost.Select(mark => mark.Name).Order());
        Assert.Equal(2, pool.Count);
        Assert.Equal(3, await pool.RunAsync(_ => 3, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_look_that_comes_after_the_end_reads_no_memory_that_is_unmapped()
    {
        // many, as what one had is soon mapped again by something else
        var pools = Enumerable.Range(0, 20)
            .Select(number => new EvaluationThreads(1, SlotFile.Open(folder.At($"ended-slots-{number}")), lost.Add, exhausted.Add))
            .ToList();
        foreach (var pool in pools) pool.Dispose();

        // an access violation would end this process, and no assertion would be heard
        foreach (var pool in pools) pool.LookOnce();

        Assert.Empty(lost);
    }

    // gives the work, once the watchdog looked often enough
    private async Task<Func<Task>> StuckAsync(string policy)
    {
        using var entered = new SemaphoreSlim(0);
        var work = RunAsync(slot =>
        {
            slot.Enter(Some.Policy(policy, "rev-1"), Web);
            entered.Release();
            end.Wait();
            return 0;
        });
        await entered.WaitAsync(TestContext.Current.CancellationToken);
        for (var i = 0; i < 20; i++) threads.LookOnce();
        return () => work;
    }

    private Task<T> RunAsync<T>(Func<IRunSlot, T> work) => threads.RunAsync(work, TestContext.Current.CancellationToken);
}
