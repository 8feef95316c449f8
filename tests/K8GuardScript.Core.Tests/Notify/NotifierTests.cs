using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Tests.Doubles;

namespace K8GuardScript.Core.Tests.Notify;

public sealed class NotifierTests : IDisposable
{
    private static readonly Recipient Platform = new("platform", ["platform"], Counts: false);
    private static readonly Recipient PayAndPrint = new("payments", ["console", "pay-teams"], Counts: true);
    private readonly World world = new();

    public NotifierTests() => world.Remembers(Some.Episode());

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task What_a_counting_channel_accepted_counts()
    {
        var channel = new AcceptingChannel("pay-teams");

        await SendAsync(Some.WarningDue(), channel);

        Assert.Equal(1, Episode().AcceptedWarnings);
        Assert.Equal(("pay-teams", "test"), (Episode().LastWarning!.Channel, Assert.Single(channel.Sent).Cluster));
        Assert.Equal([("pay-teams", true)], world.Meter.Counted);
    }

    [Fact]
    public async Task Nothing_counts_while_the_channel_refuses_and_it_is_tried_again_after_a_pause()
    {
        var channel = new RefusingChannel("pay-teams");

        await SendAsync(Some.WarningDue(), channel);
        await SendAsync(Some.WarningDue(), channel);
        Assert.Equal(1, channel.Tries);

        world.Clock.Pass(TimeSpan.FromSeconds(2));
        await SendAsync(Some.WarningDue(), channel);

        Assert.Equal(2, channel.Tries);
        Assert.Equal(Some.Episode(), Episode());
        Assert.Equal([("pay-teams", false), ("pay-teams", false)], world.Meter.Counted);
    }

    [Fact]
    public async Task A_fallback_that_does_not_arm_is_told_and_does_not_count()
    {
        await SendAsync(Some.WarningDue(recipient: Platform), new AcceptingChannel("platform"));

        Assert.Equal((0, 1), (Episode().AcceptedWarnings, Episode().Told));
    }

    [Fact]
    public async Task A_console_does_not_count()
    {
        await SendAsync(Some.WarningDue(recipient: new Recipient("printers", ["console"], Counts: false)), new AcceptingChannel("console"));

        Assert.Equal((0, 1), (Episode().AcceptedWarnings, Episode().Told));
    }

    [Fact]
    public async Task Beside_a_console_the_word_of_the_counting_channel_is_recorded()
    {
        await SendAsync(Some.WarningDue(recipient: PayAndPrint), new AcceptingChannel("console"), new AcceptingChannel("pay-teams"));

        Assert.Equal((1, 1), (Episode().AcceptedWarnings, Episode().Told));
        Assert.Equal("pay-teams", Episode().LastWarning!.Channel);
    }

    [Fact]
    public async Task A_console_does_not_make_the_counting_channel_miss_its_turn()
    {
        var teams = new RefusingChannel("pay-teams");
        var console = new AcceptingChannel("console");

        await SendAsync(Some.WarningDue(recipient: PayAndPrint), console, teams);
        await SendAsync(Some.WarningDue(recipient: PayAndPrint), console, teams);

        // else the next try would come only after the distance between two warnings
        Assert.Equal(Some.Episode(), Episode());
        Assert.Single(console.Sent);
    }

    [Fact]
    public async Task A_channel_that_breaks_in_its_own_way_refuses_as_well_and_gives_nothing_away()
    {
        var channel = new RefusingChannel("pay-teams", new InvalidOperationException("https://hooks.example.com/secret"));

        await SendAsync(Some.WarningDue(), channel);
        await SendAsync(Some.WarningDue(), channel);

        Assert.Equal(1, channel.Tries);
        Assert.Equal(Some.Episode(), Episode());
        Assert.DoesNotContain("secret", await FirstHappeningAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_that_gives_up_waiting_refuses_as_well()
    {
        var channel = new RefusingChannel("pay-teams", new TaskCanceledException("time-out"));

        await SendAsync(Some.WarningDue(), channel);
        await SendAsync(Some.WarningDue(), channel);

        Assert.Equal(1, channel.Tries);
    }

    [Fact]
    public async Task A_channel_that_hangs_is_not_asked_twice_and_holds_up_nobody_else()
    {
        world.Remembers(Some.Episode("orphan"));
        using var stop = new CancellationTokenSource();
        var hanging = new HangingChannel("pay-teams");
        var platform = new AcceptingChannel("platform");
        Outlook[] due = [Some.WarningDue(), Some.WarningDue(Some.Episode("orphan"), Platform)];

        Start(due, stop.Token, hanging, platform);
        Start(due, stop.Token, hanging, platform);

        Assert.Equal(1, hanging.Tries);
        Assert.NotEmpty(platform.Sent);
        await stop.CancelAsync();
        await world.Notifier.DrainAsync();
        Assert.Equal(Some.Episode(), Episode());
    }

    [Fact]
    public async Task A_ledger_that_can_not_be_written_does_not_make_the_same_message_come_again_and_again()
    {
        var disk = new ThrowingLedgerStore(Some.Episode());
        using var full = new World(disk);
        var channel = new AcceptingChannel("pay-teams");

        for (var round = 0; round < 3; round++) await SendAsync(full, Some.WarningDue(), channel);
        Assert.Single(channel.Sent);

        disk.Full = false;
        full.Clock.Pass(TimeSpan.FromSeconds(2));
        await SendAsync(full, Some.WarningDue(), channel);
        Assert.Equal(1, full.Ledger.Find(Some.Episode().Key)!.AcceptedWarnings);
    }

    [Fact]
    public async Task What_was_accepted_since_it_was_found_due_is_not_sent_again()
    {
        var channel = new AcceptingChannel("pay-teams");
        var found = Some.WarningDue();

        await SendAsync(found, channel);
        await SendAsync(found, channel);

        Assert.Single(channel.Sent);
        Assert.Equal((1, 1), (Episode().AcceptedWarnings, Episode().Told));
    }

    [Fact]
    public async Task A_channel_that_the_settings_lost_is_not_asked()
    {
        await SendAsync(Some.WarningDue());

        Assert.Equal(Some.Episode(), Episode());
    }

    private Episode Episode() => world.Ledger.Find(Some.Episode().Key)!;

    private Task SendAsync(Outlook due, params IChannel[] channels) => SendAsync(world, due, channels);

    private static async Task SendAsync(World world, Outlook due, params IChannel[] channels)
    {
        world.Notifier.Start([due], Some.Settings(), channels.ToDictionary(channel => channel.Name), CancellationToken.None);
        await world.Notifier.DrainAsync();
    }

    private void Start(Outlook[] due, CancellationToken cancel, params IChannel[] channels) =>
        world.Notifier.Start(due, Some.Settings(), channels.ToDictionary(channel => channel.Name), cancel);

    private async Task<string> FirstHappeningAsync()
    {
        await foreach (var happening in world.Happenings.ListenAsync(0, TestContext.Current.CancellationToken)) return happening.Text;
        return "";
    }
}
