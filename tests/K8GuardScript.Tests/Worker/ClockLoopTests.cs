using K8GuardScript.Core.Guard.Clocks;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Show;
using K8GuardScript.Storage;
using K8GuardScript.Worker;
using Microsoft.Extensions.Logging.Abstractions;

namespace K8GuardScript.Tests.Worker;

public sealed class ClockLoopTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly ManualClock machine = new();
    private readonly SqliteLedger file;
    private readonly Ledger ledger;

    public ClockLoopTests()
    {
        file = SqliteLedger.Open(folder.At("data"));
        ledger = new Ledger(file);
    }

    [Fact]
    public async Task The_ledger_remembers_the_time_about_once_a_minute_and_never_while_it_can_not_be_trusted()
    {
        var clock = new GuardClock(machine);
        using var loop = Loop(clock);
        await loop.StartAsync(CancellationToken.None);
        await PassAsync(5);
        Assert.Null(ClockMark.Last(ledger));

        clock.Seen(machine.GetUtcNow(), TimeSpan.Zero);
        await PassAsync(5);
        var first = ClockMark.Last(ledger);
        Assert.NotNull(first);
        await PassAsync(50);
        Assert.Equal(first, ClockMark.Last(ledger));
        await PassAsync(15);
        Assert.True(ClockMark.Last(ledger) > first);
        await loop.StopAsync(CancellationToken.None);
    }

    [Fact]
    public void A_start_before_the_ledgers_last_time_holds()
    {
        ledger.Commit(() => ClockMark.At(machine.GetUtcNow() + TimeSpan.FromDays(1)));
        var clock = new GuardClock(machine);
        using var loop = Loop(clock);

        loop.Attach();
        clock.Seen(machine.GetUtcNow(), TimeSpan.Zero);

        Assert.Contains("the ledger was last written at", clock.Trouble, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        file.Dispose();
        folder.Dispose();
    }

    private ClockLoop Loop(GuardClock clock) => new(clock, ledger, new HappeningLog(clock), NullLogger<ClockLoop>.Instance);

    private async Task PassAsync(int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            await machine.NextTimerAsync(TestContext.Current.CancellationToken);
            machine.Advance(TimeSpan.FromSeconds(1));
        }
    }
}
