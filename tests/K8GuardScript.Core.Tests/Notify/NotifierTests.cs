using K8GuardScript.Core.Notify;
using K8GuardScript.Core.Settings;
using K8GuardScript.Core.Tests.Doubles;

namespace K8GuardScript.Core.Tests.Notify;

public sealed class NotifierTests : IDisposable
{
    private readonly SwitchedChannel teams = new("pay-teams");
    private readonly SwitchedChannel console = new("console");
    private readonly SwitchedChannel platform = new("platform");
    private readonly TellingWorld telling;

    public NotifierTests()
    {
        telling = new TellingWorld(null, null, teams, console, platform);
        telling.World.Remembers(Some.Episode());
    }

    public void Dispose() => telling.Dispose();

    [Fact]
    public async Task What_a_counting_channel_accepted_counts()
    {
        await telling.TurnAsync();

        Assert.Equal((1, 1), (telling.Episode.AcceptedWarnings, telling.Episode.Told));
        Assert.Equal(("pay-teams", "test"), (telling.Episode.LastWarning!.Channel, Assert.Single(teams.Sent).Cluster));
        Assert.Equal([("pay-teams", true)], telling.World.Meter.Counted);
        Assert.Empty(telling.Disk.Outbox());
    }

    [Fact]
    public async Task Nothing_counts_while_the_channel_refuses_and_it_is_tried_again_after_a_pause()
    {
        teams.Down = new ChannelException("it answered 503");

        await telling.TurnAsync();
        await telling.TurnAsync(TimeSpan.FromSeconds(4));
        Assert.Equal(1, teams.Tries);

        await telling.TurnAsync(TimeSpan.FromSeconds(6));

        Assert.Equal(2, teams.Tries);
        Assert.Equal(Some.Episode(), telling.Episode);
        Assert.Equal([("pay-teams", false), ("pay-teams", false)], telling.World.Meter.Counted);
    }

    [Fact]
    public async Task A_fallback_that_does_not_arm_is_told_and_does_not_count()
    {
        telling.World.Lists(Some.Namespaces, Some.NamespaceManifest().Version("2"));

        await telling.TurnAsync();

        Assert.Equal((0, 1), (telling.Episode.AcceptedWarnings, telling.Episode.Told));
        Assert.Single(platform.Sent);
    }

    [Fact]
    public async Task A_console_does_not_count()
    {
        telling.Reads("console");

        await telling.TurnAsync();

        Assert.Equal((0, 1), (telling.Episode.AcceptedWarnings, telling.Episode.Told));
    }

    [Fact]
    public async Task Beside_a_console_the_word_of_the_counting_channel_is_recorded()
    {
        telling.Reads("console", "pay-teams");

        await telling.TurnAsync();

        Assert.Equal((1, 1), (telling.Episode.AcceptedWarnings, telling.Episode.Told));
        Assert.Equal("pay-teams", telling.Episode.LastWarning!.Channel);
        Assert.Single(console.Sent);
    }

    [Fact]
    public async Task A_console_does_not_make_the_counting_channel_miss_its_turn()
    {
        telling.Reads("console", "pay-teams");
        teams.Down = new ChannelException("it answered 503");

        await telling.TurnAsync();
        await telling.TurnAsync();

        // else the next try would come only after the distance between two warnings
        Assert.Equal(Some.Episode(), telling.Episode);
        Assert.Single(console.Sent);

        teams.Down = null;
        await telling.TurnAsync(TimeSpan.FromSeconds(10));
        Assert.Equal((1, 1), (telling.Episode.AcceptedWarnings, telling.Episode.Told));
        Assert.Equal(Assert.Single(console.Sent).Id, Assert.Single(teams.Sent).Id);
    }

    [Fact]
    public async Task A_channel_that_breaks_in_its_own_way_refuses_as_well_and_gives_nothing_away()
    {
        teams.Down = new InvalidOperationException("https://hooks.example.com/secret");

        await telling.TurnAsync();
        await telling.TurnAsync();

        Assert.Equal(1, teams.Tries);
        Assert.Equal(Some.Episode(), telling.Episode);
        Assert.DoesNotContain("secret", string.Join('\n', await telling.HappeningsAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_that_gives_up_waiting_refuses_as_well()
    {
        teams.Down = new TaskCanceledException("time-out");

        await telling.TurnAsync();
        await telling.TurnAsync();

        Assert.Equal(1, teams.Tries);
        Assert.Equal([("pay-teams", false)], telling.World.Meter.Counted);
    }

    [Fact]
    public async Task A_channel_that_hangs_is_not_asked_twice_and_holds_up_nobody_else()
    {
        var hanging = new HangingChannel("pay-teams");
        telling.Channels["pay-teams"] = hanging;
        telling.Reads("pay-teams", "platform");

        telling.Start();
        await hanging.Asked;
        telling.Start();
        while (telling.Episode.Told == 0) await Task.Yield();

        Assert.Equal(1, hanging.Tries);
        Assert.Equal("platform", telling.Episode.LastWarning!.Channel);
        await telling.StopAsync();
        Assert.Equal(("pay-teams", 0), (Assert.Single(telling.Disk.Outbox()).Channel, telling.Disk.Outbox()[0].Attempts));
    }

    [Fact]
    public async Task While_the_ledger_can_not_be_written_nothing_is_sent()
    {
        telling.Store.IsFull = true;

        for (var turn = 0; turn < 3; turn++) await telling.TurnAsync();
        Assert.Equal(0, teams.Tries);

        telling.Store.IsFull = false;
        await telling.TurnAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(1, telling.Episode.AcceptedWarnings);
        Assert.Null(telling.Ledger.Trouble);
    }

    [Fact]
    public async Task An_acceptance_that_could_not_be_recorded_is_recorded_later_and_the_message_does_not_come_again()
    {
        teams.Meanwhile = () => telling.Store.IsFull = true;

        for (var turn = 0; turn < 3; turn++) await telling.TurnAsync(TimeSpan.FromSeconds(10));
        Assert.Equal((1, 0), (teams.Tries, telling.Episode.AcceptedWarnings));

        telling.Store.IsFull = false;
        for (var turn = 0; turn < 3; turn++) await telling.TurnAsync(TimeSpan.FromSeconds(20));
        Assert.Equal((1, 1), (teams.Tries, telling.Episode.AcceptedWarnings));
        Assert.Equal(Some.Noon.AddMinutes(10).AddSeconds(10), telling.Episode.LastWarning!.AcceptedAt);
    }

    [Fact]
    public async Task What_was_accepted_since_it_was_found_due_is_not_sent_again()
    {
        var found = telling.World.Round.At(telling.World.Clock.GetUtcNow()).Warnings;

        for (var turn = 0; turn < 2; turn++)
        {
            telling.Notifier.Start(found, Some.Settings(), telling.Channels, CancellationToken.None);
            await telling.Notifier.DrainAsync();
        }

        Assert.Single(teams.Sent);
        Assert.Equal((1, 1), (telling.Episode.AcceptedWarnings, telling.Episode.Told));
    }

    [Fact]
    public async Task A_channel_that_the_settings_lost_is_not_asked_and_what_waited_for_it_goes()
    {
        teams.Down = new ChannelException("it answered 503");
        await telling.TurnAsync();
        var settings = Some.Settings();
        var channels = new Dictionary<string, ChannelSettings>(settings.Channels);
        channels.Remove("pay-teams");
        telling.World.Rule(settings with { Channels = channels, Teams = new Dictionary<string, TeamSettings>() }, Some.Policy());

        await telling.TurnAsync(TimeSpan.FromMinutes(1));

        Assert.Equal((1, 1), (teams.Tries, platform.Tries));
        Assert.Empty(telling.Disk.Outbox());
        Assert.Contains(await telling.HappeningsAsync(), text => text.StartsWith("channel `pay-teams` is not in the settings", StringComparison.Ordinal));
    }
}
